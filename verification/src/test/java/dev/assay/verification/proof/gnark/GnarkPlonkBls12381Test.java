package dev.assay.verification.proof.gnark;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.GnarkWriter.Form;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class GnarkPlonkBls12381Test extends GnarkPlonkContract {

    @Override
    String curveName() {
        return "bls12_381";
    }

    @Override
    Curve curve() {
        return Curve.BLS12_381;
    }

    @Override
    int mutations() {
        return 3_000;
    }

    /** Three bits say what a point's form is; three of their eight values say nothing. */
    @Test
    void rejectsUnknownFlags() {
        for (int flags : new int[] {0x20, 0x60, 0xe0}) {
            byte[] unknown = proofFile.clone();
            unknown[0] = (byte) (unknown[0] & 0x1f | flags);
            assertReason(Reason.POINT_FLAGS_INVALID, verify(unknown));
        }
    }

    /** The curve has a cofactor, unlike BN254's: a compressed point is on it, but hardly ever in the group. */
    @Test
    void rejectsPointsOutsideTheGroup() {
        byte[] outside = proofFile.clone();
        byte[] x = Scalar.bigEndian(firstOutside(), fieldBytes());
        x[0] |= (byte) 0x80;
        System.arraycopy(x, 0, outside, 0, x.length);
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, verify(outside));
        byte[] otherKey = keyFile.clone();
        System.arraycopy(x, 0, otherKey, 112, x.length);
        assertReason(Reason.POINT_NOT_IN_SUBGROUP, VerifiedGnarkPlonkKey.load(curve(), otherKey));
    }

    private static BigInteger firstOutside() {
        PairingArithmetic arithmetic = Curve.BLS12_381.arithmetic();
        BigInteger x = BigInteger.ZERO;
        while (arithmetic
                .g1()
                .withX(Curve.BLS12_381.fq().of(x))
                .filter(point -> !arithmetic.isInFirstGroup(point))
                .isEmpty()) {
            x = x.add(BigInteger.ONE);
        }
        return x;
    }

    /** zkVMs wrap on BN254, whose inputs are below another r. */
    @Test
    void refusesToServeWhereTheOtherCurveIsMeant() {
        VerifiedGnarkPlonkKey loaded = value(VerifiedGnarkPlonkKey.load(curve(), keyFile));
        Rejection rejection = assertThrows(
                Rejection.class, () -> GnarkPlonkVerifier.examine(loaded, proof, new PublicInputs(List.of())));
        assertEquals(Reason.PROOF_SYSTEM_UNSUPPORTED, rejection.reason());
        byte[] raw = GnarkWriter.plonkKey(loaded.parts(), Form.RAW);
        value(VerifiedGnarkPlonkKey.load(curve(), raw));
    }
}
