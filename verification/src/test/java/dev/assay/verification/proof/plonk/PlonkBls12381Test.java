package dev.assay.verification.proof.plonk;

import static dev.assay.verification.proof.SnarkjsFiles.value;

import dev.assay.verification.Reason;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.SnarkjsFiles;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlonkBls12381Test extends PlonkContract {

    @Override
    protected String folder() {
        return "plonk-bls12381";
    }

    @Override
    protected String circuit() {
        return "polynomial";
    }

    @Override
    protected int mutations() {
        return 1_000;
    }

    /** The curve has a cofactor, unlike BN254's. */
    @Test
    void rejectsPointsOutsideTheGroup() {
        AffinePoint outside = outside(Curve.BLS12_381.arithmetic());
        for (String name : proofPoints()) {
            files.withProof(name, files.json(outside)).assertRejected(Reason.POINT_NOT_IN_SUBGROUP);
        }
        for (String name : keyPoints()) {
            files.withKey(name, files.json(outside)).assertKeyRefused(Reason.POINT_NOT_IN_SUBGROUP);
        }
    }

    private static AffinePoint outside(PairingArithmetic arithmetic) {
        for (long x = 0; ; x++) {
            Optional<AffinePoint> point =
                    arithmetic.g1().withX(arithmetic.curve().fq().of(BigInteger.valueOf(x)));
            if (point.isPresent() && !arithmetic.isInFirstGroup(point.get())) {
                return point.get();
            }
        }
    }

    /** A key of one curve and a proof of the other. */
    @Test
    void rejectsProofOnTheOtherCurve() {
        SnarkjsFiles other = SnarkjsFiles.load("plonk", "product");
        SnarkjsFiles own = SnarkjsFiles.load(folder(), "product");
        value(PlonkKey.load(own.keyJson()));
        new SnarkjsFiles(own.key(), other.proof(), own.inputs()).assertRejected(Reason.PROOF_SYSTEM_UNSUPPORTED);
        new SnarkjsFiles(other.key(), own.proof(), own.inputs()).assertRejected(Reason.PROOF_SYSTEM_UNSUPPORTED);
    }
}
