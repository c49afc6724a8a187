package dev.assay.verification.proof.encoding;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.KeyPoints;
import dev.assay.verification.proof.ProofPoints;
import java.util.Optional;
import java.util.Set;

/** {@code verification_key.json} and {@code proof.json}. */
final class SnarkjsLayout implements Groth16Layout {

    @Override
    public Set<Curve> curves() {
        return Set.of(Curve.BN254, Curve.BLS12_381);
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    @Override
    public PortableKey readKey(Curve curve, byte[] file) {
        checkObject(file);
        KeyPoints points = KeyPoints.read(file);
        checkCurve(points.curve(), curve);
        return PortableKey.examine(points, Optional.empty(), Digest.sha256(file));
    }

    @Override
    public PortableProof readProof(Curve curve, byte[] file) {
        checkObject(file);
        checkCurve(ProofPoints.curveOf(file), curve);
        return PortableProof.examine(curve, ProofPoints.read(curve, file), Optional.empty());
    }

    private static void checkObject(byte[] file) {
        if (HexText.firstLetter(file) != '{') {
            throw new Rejection(Reason.MALFORMED, "not a JSON object");
        }
    }

    private static void checkCurve(Curve named, Curve expected) {
        if (named != expected) {
            throw new Rejection(Reason.MALFORMED, "the file says that it is on " + named.name());
        }
    }

    @Override
    public byte[] writeKey(PortableKey key) {
        return key.points().toJson();
    }

    @Override
    public byte[] writeProof(PortableProof proof) {
        return proof.points().toJson(proof.curve());
    }
}
