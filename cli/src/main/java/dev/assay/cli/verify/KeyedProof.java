package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Facts;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.proof.ProofSystem;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.encoding.Groth16Format;
import dev.assay.verification.proof.encoding.Groth16Format.Recognised;
import dev.assay.verification.proof.encoding.HexText;
import dev.assay.verification.proof.encoding.PortableKey;
import dev.assay.verification.proof.encoding.PortableProof;
import dev.assay.verification.proof.encoding.PublicInputsFormat;
import dev.assay.verification.proof.gnark.GnarkKey;
import dev.assay.verification.proof.gnark.GnarkPlonkVerifier;
import dev.assay.verification.proof.gnark.GnarkVerifier;
import dev.assay.verification.proof.gnark.HashToField;
import dev.assay.verification.proof.gnark.VerifiedGnarkKey;
import dev.assay.verification.proof.gnark.VerifiedGnarkPlonkKey;
import dev.assay.verification.proof.gnark.VerifiedGnarkProof;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A proof with its key and, unless the proof has them in it, its public inputs, in whichever formats. The key decides which
 * system and curve they are of, and never the proof.
 *
 * @param hash how gnark hashes commitments, if there are any
 */
@SuppressWarnings("ArrayRecordComponent")
record KeyedProof(byte[] proof, Optional<byte[]> inputs, byte[] key, HashToField hash) {

    /** Larger than any file that is taken. */
    static final int MAX_FILE_BYTES = Json.MAX_SIZE_BYTES;

    /** Of bytes that are not what they were read as. */
    private static final Set<Reason> SHAPELESS = EnumSet.of(Reason.FORMAT_UNKNOWN, Reason.MALFORMED, Reason.TOO_LARGE);

    private static final Set<Groth16Format> GNARK = EnumSet.of(Groth16Format.GNARK, Groth16Format.GNARK_RAW);

    /** @param system the one that the key must be of, or nothing if any will do */
    Verdict<Facts> verify(@Nullable ProofSystem system) {
        return HexText.isJson(key) ? verifyJson(system) : verifyBinary(system);
    }

    private Verdict<Facts> verifyJson(@Nullable ProofSystem system) {
        return Verdicts.then(ProofKey.load(key), loaded -> {
            if (system != null && system != loaded.system()) {
                return unsupported("the key is of " + loaded.system() + ", not of " + system);
            }
            return loaded instanceof ProofKey.Groth16(VerifiedKey groth16)
                    ? groth16(groth16, List.of(Groth16Format.SNARKJS))
                    : Verdicts.map(
                            loaded.verify(proof, requiredInputs()),
                            proven -> ProofFacts.of(proven).with("keyFormat", "snarkjs"));
        });
    }

    private Verdict<Facts> verifyBinary(@Nullable ProofSystem system) {
        return switch (system) {
            case GNARK_PLONK -> gnarkPlonk(gnarkPlonkKey());
            case GNARK_GROTH16 -> binaryGroth16(Groth16Format.recogniseKey(key), GNARK);
            case GROTH16 -> binaryGroth16(Groth16Format.recogniseKey(key), EnumSet.allOf(Groth16Format.class));
            case null -> verifyUnnamed();
            default -> unsupported("a key of " + system + " is a JSON file of snarkjs; this is none");
        };
    }

    private Verdict<Facts> verifyUnnamed() {
        Verdict<Recognised<PortableKey>> groth16 = Groth16Format.recogniseKey(key);
        if (!hasReason(groth16, SHAPELESS)) {
            return binaryGroth16(groth16, EnumSet.allOf(Groth16Format.class));
        }
        Verdict<VerifiedGnarkPlonkKey> plonk = gnarkPlonkKey();
        return hasReason(plonk, SHAPELESS)
                ? new Verdict.Rejected<>(
                        Reason.FORMAT_UNKNOWN, "the key is of no Groth16 format, and no PLONK key of gnark")
                : gnarkPlonk(plonk);
    }

    private static boolean hasReason(Verdict<?> verdict, Set<Reason> reasons) {
        return verdict instanceof Verdict.Rejected<?> rejected && reasons.contains(rejected.reason());
    }

    private Verdict<Facts> binaryGroth16(Verdict<Recognised<PortableKey>> recognised, Set<Groth16Format> allowed) {
        boolean committed = hasReason(recognised, EnumSet.of(Reason.COMMITMENT_UNSUPPORTED))
                && GnarkKey.parse(HexText.decoded(key)) instanceof Verdict.Verified;
        return committed
                ? Verdicts.then(VerifiedGnarkKey.load(HexText.decoded(key)), this::committed)
                : Verdicts.then(
                        recognised,
                        found -> found.formats().stream().anyMatch(allowed::contains)
                                ? groth16(found.value().key(), found.formats())
                                : unsupported("the key is of the format " + found.formats() + ", not of " + allowed));
    }

    /** gnark's Groth16 with commitments, which it alone has. */
    private Verdict<Facts> committed(VerifiedGnarkKey loaded) {
        byte[] bytes = HexText.decoded(proof);
        Verdict<VerifiedGnarkProof> call = GnarkVerifier.verifyCalldata(loaded, bytes, hash);
        boolean isNoCall = hasReason(call, EnumSet.of(Reason.SELECTOR_MISMATCH, Reason.MALFORMED));
        if (call instanceof Verdict.Verified<VerifiedGnarkProof>(VerifiedGnarkProof proven) && inputs.isPresent()) {
            Verdict<List<BigInteger>> named = PublicInputsFormat.recognise(Curve.BN254, inputs.get());
            return Verdicts.map(named, values -> {
                checkSame(values, proven.publicInputs());
                return committedFacts(loaded, proven);
            });
        }
        return Verdicts.map(
                isNoCall ? GnarkVerifier.verify(loaded, bytes, witness(Curve.BN254), hash) : call,
                proven -> committedFacts(loaded, proven));
    }

    private static Facts committedFacts(VerifiedGnarkKey loaded, VerifiedGnarkProof proven) {
        return facts("gnark-groth16-bn254", loaded.digest().hex(), proven.publicInputs())
                .with("commitments", loaded.commitments());
    }

    private static void checkSame(List<BigInteger> named, List<BigInteger> inProof) {
        if (!inProof.equals(named)) {
            throw CommandFailure.usage(
                    "the proof holds other public inputs than the file that --public names",
                    "Leave --public out to verify the proof's own.");
        }
    }

    /** The inputs as gnark has them, from whichever form. */
    private byte[] witness(Curve curve) {
        byte[] bytes = requiredInputs();
        return PublicInputsFormat.recognise(curve, bytes)
                        instanceof Verdict.Verified<List<BigInteger>>(List<BigInteger> values)
                ? PublicInputsFormat.GNARK.write(values)
                : HexText.decoded(bytes);
    }

    private Verdict<Facts> groth16(VerifiedKey loaded, List<Groth16Format> keyFormats) {
        if (ZkvmProof.isOfRelease(HexText.decoded(proof))) {
            throw CommandFailure.usage(
                    "the proof is that of an execution on a zkVM",
                    "Name the program that it must be of: --image-id HEX (RISC Zero) or --program HEX (SP1)");
        }
        return Verdicts.then(
                Groth16Format.recogniseProof(proof),
                found -> Verdicts.then(
                        inputs(loaded.curve(), found.value()),
                        values -> Verdicts.map(
                                found.value().verify(loaded, values),
                                proven -> facts(
                                                "groth16-" + loaded.curve().name(),
                                                loaded.digest().hex(),
                                                proven.publicInputs())
                                        .with("keyFormat", keyFormats)
                                        .with("proofFormat", found.formats()))));
    }

    private Verdict<List<BigInteger>> inputs(Curve curve, PortableProof read) {
        if (inputs.isEmpty() && read.inputs().isPresent()) {
            return new Verdict.Verified<>(read.inputs().get());
        }
        return Verdicts.map(PublicInputsFormat.recognise(curve, requiredInputs()), named -> {
            checkSame(named, read.inputs().orElse(named));
            return named;
        });
    }

    private Verdict<Facts> gnarkPlonk(Verdict<VerifiedGnarkPlonkKey> key) {
        return Verdicts.then(
                key,
                loaded -> Verdicts.map(
                        GnarkPlonkVerifier.verify(loaded, HexText.decoded(proof), witness(loaded.curve())),
                        proven -> facts(
                                "gnark-plonk-" + loaded.curve().name(),
                                loaded.digest().hex(),
                                proven.publicInputs())));
    }

    /** On BN254, unless it has the shape of one on BLS12-381 only. */
    private Verdict<VerifiedGnarkPlonkKey> gnarkPlonkKey() {
        byte[] bytes = HexText.decoded(key);
        Verdict<VerifiedGnarkPlonkKey> onBn254 = VerifiedGnarkPlonkKey.load(Curve.BN254, bytes);
        Verdict<VerifiedGnarkPlonkKey> onBls12381 = VerifiedGnarkPlonkKey.load(Curve.BLS12_381, bytes);
        if (onBn254 instanceof Verdict.Verified && onBls12381 instanceof Verdict.Verified) {
            return new Verdict.Rejected<>(Reason.FORMAT_AMBIGUOUS, "a PLONK key on both curves");
        }
        boolean isBls12381 = onBls12381 instanceof Verdict.Verified
                || hasReason(onBn254, SHAPELESS) && !hasReason(onBls12381, SHAPELESS);
        return isBls12381 ? onBls12381 : onBn254;
    }

    private static Facts facts(String system, String keySha256, List<BigInteger> publicInputs) {
        return new Facts()
                .with("system", system)
                .with("verificationKeySha256", keySha256)
                .with("publicInputs", publicInputs.stream().map(String::valueOf).toList());
    }

    private byte[] requiredInputs() {
        return inputs.orElseThrow(() -> CommandFailure.usage(
                "no public inputs: the proof does not hold them, and there is no public.json beside it",
                "Name them: assay verify proof PROOF --vk FILE --public FILE"));
    }

    private static Verdict<Facts> unsupported(String detail) {
        return new Verdict.Rejected<>(Reason.PROOF_SYSTEM_UNSUPPORTED, detail);
    }
}
