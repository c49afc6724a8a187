package dev.assay.verification.proof.kzg;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PrimeField;
import dev.assay.verification.sign.Keccak;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * One round of the Fiat-Shamir transform as snarkjs does it: the challenge is Keccak-256 of all that was absorbed, modulo r.
 * A round knows nothing of those before it: it must absorb an earlier challenge to depend on what led to it.
 *
 * <p>A scalar is 32 bytes, big-endian; a point is x and then y, each as long as q; infinity is all zeros. There are no
 * lengths and no tags in between, so the protocol must fix the count and the kinds of what is absorbed.
 */
public final class Transcript {

    private final Curve curve;
    private final ByteArrayOutputStream absorbed = new ByteArrayOutputStream();

    public Transcript(Curve curve) {
        this.curve = curve;
    }

    public Transcript absorb(Scalar scalar) {
        absorbed.writeBytes(scalar.toBigEndian());
        return this;
    }

    public Transcript absorb(AffinePoint point) {
        PrimeField fq = curve.fq();
        int sizeBytes = 8 * fq.limbs();
        absorbed.writeBytes(Scalar.bigEndian(fq.toBigInteger(point.x()), sizeBytes));
        absorbed.writeBytes(Scalar.bigEndian(fq.toBigInteger(point.y()), sizeBytes));
        return this;
    }

    public Transcript absorbScalars(List<Scalar> scalars) {
        scalars.forEach(this::absorb);
        return this;
    }

    public Transcript absorbPoints(List<AffinePoint> points) {
        points.forEach(this::absorb);
        return this;
    }

    public Scalar challenge() {
        return Scalar.reduced(curve, Keccak.keccak256(absorbed.toByteArray()));
    }
}
