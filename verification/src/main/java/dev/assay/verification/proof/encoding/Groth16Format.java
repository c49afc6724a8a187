package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.encoding.ArkworksLayout.Release;
import dev.assay.verification.proof.encoding.PointLayout.Form;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The formats of Groth16 keys and proofs that are read and written, over BN254 and BLS12-381. Reading is strict: all bytes
 * are used, sizes are known before anything is allocated, each number and each point has one spelling, points are on their
 * curves, in their groups and finite, and a key passes every check of {@link VerifiedKey#load}. Which of the two curves a
 * binary file is on follows from its size and its points. Binary files may also be given as hexadecimal text.
 */
public enum Groth16Format {
    /** snarkjs' {@code verification_key.json} and {@code proof.json}. */
    SNARKJS(new SnarkjsLayout()),
    /** gnark's {@code WriteTo}, without commitments. */
    GNARK(new GnarkLayout(Form.COMPRESSED)),
    /** gnark's {@code WriteRawTo}, without commitments. */
    GNARK_RAW(new GnarkLayout(Form.UNCOMPRESSED)),
    /** ark-groth16's {@code serialize_compressed}, since 0.4. */
    ARKWORKS(new ArkworksLayout(Release.SINCE_0_4, Form.COMPRESSED)),
    /** ark-groth16's {@code serialize_uncompressed}, since 0.4. */
    ARKWORKS_UNCOMPRESSED(new ArkworksLayout(Release.SINCE_0_4, Form.UNCOMPRESSED)),
    /** ark-groth16's {@code serialize}, up to 0.3; over BN254 the same as since. */
    ARKWORKS_OLD(new ArkworksLayout(Release.BEFORE_0_4, Form.COMPRESSED)),
    /** ark-groth16's {@code serialize_uncompressed}, up to 0.3. */
    ARKWORKS_OLD_UNCOMPRESSED(new ArkworksLayout(Release.BEFORE_0_4, Form.UNCOMPRESSED)),
    /** bellman's {@code VerifyingKey::write} and {@code Proof::write}: keys uncompressed, proofs compressed; BLS12-381. */
    BELLMAN(new BellmanLayout()),
    /** What {@code snarkjs zkey export soliditycalldata} prints: proof and public inputs; BN254. */
    SOLIDITY(new SolidityText()),
    /** The bytes of a call to a verifier contract: proof and public inputs; BN254. */
    CALLDATA(new SolidityCall()),
    /** The eight words of a proof in calldata; BN254. */
    WORDS(new SolidityWords());

    private static final List<Curve> CURVES = List.of(Curve.BN254, Curve.BLS12_381);

    private final Groth16Layout layout;

    Groth16Format(Groth16Layout layout) {
        this.layout = layout;
    }

    /** A key or proof with the formats that its file is of: more than one where they write the same bytes. */
    public record Recognised<T>(T value, List<Groth16Format> formats) {}

    /** Whether there are keys in this format. */
    public boolean hasKeys() {
        return layout.hasKeys();
    }

    /** Reads and examines a key. */
    public Verdict<PortableKey> readKey(byte[] file) {
        return only(recognisedKey(file));
    }

    /** Reads a proof and checks its points. */
    public Verdict<PortableProof> readProof(byte[] file) {
        return only(recognisedProof(file));
    }

    /** {@link #recogniseKey} where only this format will do. */
    public Verdict<Recognised<PortableKey>> recognisedKey(byte[] file) {
        return recogniseKey(List.of(this), file);
    }

    /** {@link #recogniseProof} where only this format will do. */
    public Verdict<Recognised<PortableProof>> recognisedProof(byte[] file) {
        return recogniseProof(List.of(this), file);
    }

    /** The same of a key in whichever format. What two formats read differently is {@link Reason#FORMAT_AMBIGUOUS}. */
    public static Verdict<Recognised<PortableKey>> recogniseKey(byte[] file) {
        return recogniseKey(Stream.of(values()).filter(Groth16Format::hasKeys).toList(), file);
    }

    /** The same of a proof in whichever format. */
    public static Verdict<Recognised<PortableProof>> recogniseProof(byte[] file) {
        return recogniseProof(List.of(values()), file);
    }

    private static Verdict<Recognised<PortableKey>> recogniseKey(List<Groth16Format> formats, byte[] file) {
        return recognise(
                formats,
                file,
                (format, curve, bytes) -> format.layout.readKey(curve, bytes),
                PortableKey::saysTheSameAs);
    }

    private static Verdict<Recognised<PortableProof>> recogniseProof(List<Groth16Format> formats, byte[] file) {
        return recognise(
                formats,
                file,
                (format, curve, bytes) -> format.layout.readProof(curve, bytes),
                PortableProof::saysTheSameAs);
    }

    /** What a file says in a format, on one of the curves. */
    private record Read<T>(Groth16Format format, T value) {}

    private interface Reader<T> {
        T read(Groth16Format format, Curve curve, byte[] bytes);
    }

    private static <T> Verdict<Recognised<T>> recognise(
            List<Groth16Format> formats, byte[] file, Reader<T> reader, BiPredicate<T, T> same) {
        if (file.length > Groth16Key.MAX_SIZE_BYTES) {
            return new Verdict.Rejected<>(
                    Reason.TOO_LARGE, file.length + " bytes; the limit is " + Groth16Key.MAX_SIZE_BYTES);
        }
        byte[] bytes = HexText.decoded(file);
        List<Read<T>> read = new ArrayList<>();
        Map<Groth16Format, Rejection> refused = new EnumMap<>(Groth16Format.class);
        for (Groth16Format format : formats) {
            for (Curve curve : CURVES) {
                if (format.layout.curves().contains(curve)) {
                    attempt(format, () -> reader.read(format, curve, bytes), read, refused);
                }
            }
        }
        return read.isEmpty() ? explained(formats, refused) : agreed(read, same);
    }

    private static <T> void attempt(
            Groth16Format format, Supplier<T> reading, List<Read<T>> read, Map<Groth16Format, Rejection> refused) {
        try {
            read.add(new Read<>(format, reading.get()));
        } catch (Rejection rejection) {
            // A file of another size or shape is not of this format: of the others' faults one is the file's.
            if (rejection.reason() != Reason.MALFORMED || !refused.containsKey(format)) {
                refused.put(format, rejection);
            }
        }
    }

    private static <T> Verdict<Recognised<T>> agreed(List<Read<T>> read, BiPredicate<T, T> same) {
        List<Groth16Format> formats = read.stream().map(Read::format).distinct().toList();
        T first = read.getFirst().value();
        if (!read.stream().allMatch(other -> same.test(first, other.value()))) {
            return new Verdict.Rejected<>(
                    Reason.FORMAT_AMBIGUOUS, "the bytes say different things in the formats " + formats);
        }
        return new Verdict.Verified<>(new Recognised<>(first, formats));
    }

    /** The fault of the formats that the file has the shape of. */
    private static <T> Verdict<Recognised<T>> explained(
            List<Groth16Format> formats, Map<Groth16Format, Rejection> refused) {
        Optional<Map.Entry<Groth16Format, Rejection>> shaped = refused.entrySet().stream()
                .filter(entry -> entry.getValue().reason() != Reason.MALFORMED)
                .findFirst();
        if (shaped.isPresent()) {
            Rejection rejection = shaped.get().getValue();
            return new Verdict.Rejected<>(
                    rejection.reason(),
                    rejection.detail() + " (read as " + shaped.get().getKey() + ")");
        }
        if (formats.size() == 1) {
            return refused.values().iterator().next().verdict();
        }
        List<String> faults = new ArrayList<>();
        refused.forEach((format, rejection) -> faults.add(format + ": " + rejection.detail()));
        return new Verdict.Rejected<>(Reason.FORMAT_UNKNOWN, "of no format; " + String.join("; ", faults));
    }

    private static <T> Verdict<T> only(Verdict<Recognised<T>> verdict) {
        return switch (verdict) {
            case Verdict.Verified<Recognised<T>> verified ->
                new Verdict.Verified<>(verified.value().value());
            case Verdict.Simulated<Recognised<T>> simulated ->
                new Verdict.Simulated<>(simulated.value().value());
            case Verdict.Rejected<Recognised<T>> rejected ->
                new Verdict.Rejected<>(rejected.reason(), rejected.detail());
        };
    }

    /** The key in this format, or {@link Reason#CONVERSION_IMPOSSIBLE} where the format says more than the key does. */
    public Verdict<byte[]> writeKey(PortableKey key) {
        return written(key.curve(), () -> layout.writeKey(key));
    }

    /** The proof in this format, or {@link Reason#CONVERSION_IMPOSSIBLE} where the format says more than the proof does. */
    public Verdict<byte[]> writeProof(PortableProof proof) {
        return written(proof.curve(), () -> layout.writeProof(proof));
    }

    private Verdict<byte[]> written(Curve curve, Supplier<byte[]> writing) {
        try {
            if (!layout.curves().contains(curve)) {
                throw new Rejection(Reason.CONVERSION_IMPOSSIBLE, "the format " + this + " is not for " + curve.name());
            }
            return new Verdict.Verified<>(writing.get());
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
