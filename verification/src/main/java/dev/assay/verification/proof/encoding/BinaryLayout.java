package dev.assay.verification.proof.encoding;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.KeyPoints;
import dev.assay.verification.proof.ProofPoints;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.encoding.PortableKey.Twins;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Points one after the other: of a key those with names, then a counted list of the IC points; of a proof A, B and C. What
 * may stand behind them, the subclass says.
 */
abstract sealed class BinaryLayout implements Groth16Layout permits ArkworksLayout, BellmanLayout, GnarkLayout {

    private final Count count;
    private final boolean hasTwins;

    /** @param hasTwins whether the named points are alpha, beta and its twin, gamma, and delta's twin and delta */
    BinaryLayout(Count count, boolean hasTwins) {
        this.count = count;
        this.hasTwins = hasTwins;
    }

    @Override
    public Set<Curve> curves() {
        return Set.of(Curve.BN254, Curve.BLS12_381);
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    abstract PointCodec keyCodec(Curve curve);

    abstract PointCodec proofCodec(Curve curve);

    /** How many bytes must follow the IC points, which end at an offset. */
    abstract int keyTailBytes(PointCodec codec, ByteSource in, int offset);

    abstract void readKeyTail(PointCodec codec, ByteSource in);

    abstract byte[] keyTail(PointCodec codec);

    /** How many bytes must follow C, which ends at an offset. */
    abstract int proofTailBytes(PointCodec codec, ByteSource in, int offset);

    abstract void readProofTail(PointCodec codec, ByteSource in);

    abstract byte[] proofTail(PointCodec codec);

    @Override
    public PortableKey readKey(Curve curve, byte[] file) {
        PointCodec codec = keyCodec(curve);
        ByteSource in = new ByteSource(file);
        checkKeySize(codec, in);
        AffinePoint alpha = codec.readG1(in, "alpha");
        Optional<AffinePoint> betaTwin = readTwin(codec, in, "beta in G1");
        AffinePoint beta = codec.readG2(in, "beta");
        AffinePoint gamma = codec.readG2(in, "gamma");
        Optional<AffinePoint> deltaTwin = readTwin(codec, in, "delta in G1");
        AffinePoint delta = codec.readG2(in, "delta");
        List<AffinePoint> ic = readIc(codec, in);
        readKeyTail(codec, in);
        in.end();
        return PortableKey.examine(
                new KeyPoints(curve, alpha, beta, gamma, delta, ic),
                betaTwin.map(twin -> new Twins(twin, deltaTwin.orElseThrow())),
                Digest.sha256(file));
    }

    /** Every size is known before the first point is read. */
    private void checkKeySize(PointCodec codec, ByteSource in) {
        int namedBytes = (hasTwins ? 3 : 1) * codec.g1Bytes() + 3 * codec.g2Bytes();
        int points = in.countAt(namedBytes, count, PublicInputs.MAX_COUNT + 1, "IC points");
        int upToTailBytes = namedBytes + count.sizeBytes() + points * codec.g1Bytes();
        in.checkRemaining(upToTailBytes + keyTailBytes(codec, in, upToTailBytes), "key");
    }

    private Optional<AffinePoint> readTwin(PointCodec codec, ByteSource in, String what) {
        return hasTwins ? Optional.of(codec.readG1(in, what)) : Optional.empty();
    }

    private List<AffinePoint> readIc(PointCodec codec, ByteSource in) {
        int points = in.count(count, PublicInputs.MAX_COUNT + 1, "IC points");
        List<AffinePoint> ic = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            ic.add(codec.readG1(in, "IC[" + i + "]"));
        }
        return ic;
    }

    @Override
    public PortableProof readProof(Curve curve, byte[] file) {
        PointCodec codec = proofCodec(curve);
        ByteSource in = new ByteSource(file);
        int pointBytes = 2 * codec.g1Bytes() + codec.g2Bytes();
        in.checkRemaining(pointBytes + proofTailBytes(codec, in, pointBytes), "proof");
        AffinePoint a = codec.readG1(in, "A");
        AffinePoint b = codec.readG2(in, "B");
        AffinePoint c = codec.readG1(in, "C");
        readProofTail(codec, in);
        in.end();
        return PortableProof.examine(curve, new ProofPoints(a, b, c), Optional.empty());
    }

    @Override
    public byte[] writeKey(PortableKey key) {
        PointCodec codec = keyCodec(key.curve());
        KeyPoints points = key.points();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(codec.write(points.alpha()));
        twins(key).ifPresent(twins -> out.writeBytes(codec.write(twins.beta())));
        out.writeBytes(codec.write(points.beta()));
        out.writeBytes(codec.write(points.gamma()));
        twins(key).ifPresent(twins -> out.writeBytes(codec.write(twins.delta())));
        out.writeBytes(codec.write(points.delta()));
        out.writeBytes(count.write(points.ic().size()));
        points.ic().forEach(point -> out.writeBytes(codec.write(point)));
        out.writeBytes(keyTail(codec));
        return out.toByteArray();
    }

    private Optional<Twins> twins(PortableKey key) {
        if (hasTwins && key.twins().isEmpty()) {
            throw new Rejection(
                    Reason.CONVERSION_IMPOSSIBLE,
                    "this format needs beta and delta in G1, which do not follow from a verification key without them: "
                            + "convert from the zkey, or from a key of gnark or bellman");
        }
        return hasTwins ? key.twins() : Optional.empty();
    }

    @Override
    public byte[] writeProof(PortableProof proof) {
        PointCodec codec = proofCodec(proof.curve());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(codec.write(proof.points().a()));
        out.writeBytes(codec.write(proof.points().b()));
        out.writeBytes(codec.write(proof.points().c()));
        out.writeBytes(proofTail(codec));
        return out.toByteArray();
    }
}
