package dev.assay.verification.proof.kzg;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.sign.Keccak;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;

/**
 * One round of the Fiat-Shamir transform as snarkjs does it: the challenge is Keccak-256 of all that was absorbed, modulo r.
 * A round knows nothing of those before it: it must absorb an earlier challenge to depend on what led to it.
 *
 * <p>A number is 32 bytes, big-endian; a point is x and then y; infinity is 64 zero bytes. There are no lengths and no tags
 * in between, so the protocol must fix the count and the kinds of what is absorbed.
 */
public final class Transcript {

    private final ByteArrayOutputStream absorbed = new ByteArrayOutputStream();

    public Transcript absorb(Fr scalar) {
        return absorbReversed(scalar.toLittleEndian());
    }

    public Transcript absorb(G1.Affine point) {
        return absorbReversed(point.x().toLittleEndian())
                .absorbReversed(point.y().toLittleEndian());
    }

    public Transcript absorbScalars(List<Fr> scalars) {
        scalars.forEach(this::absorb);
        return this;
    }

    public Transcript absorbPoints(List<G1.Affine> points) {
        points.forEach(this::absorb);
        return this;
    }

    public Fr challenge() {
        BigInteger hash = new BigInteger(1, Keccak.keccak256(absorbed.toByteArray()));
        return Fr.of(hash.mod(Fr.MODULUS));
    }

    private Transcript absorbReversed(byte[] littleEndian) {
        for (int i = littleEndian.length - 1; i >= 0; i--) {
            absorbed.write(littleEndian[i]);
        }
        return this;
    }
}
