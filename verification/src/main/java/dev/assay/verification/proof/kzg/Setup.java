package dev.assay.verification.proof.kzg;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.bn254.Pairing;
import dev.assay.verification.bn254.Pairing.Pair;
import dev.assay.verification.bn254.PreparedG2;
import dev.assay.verification.proof.Points;
import java.util.List;

/**
 * The universal setup's [tau]_2, which a key calls X_2. Whoever knows tau proves anything; that nobody does cannot be seen
 * from the point, except where tau is 1 or -1.
 */
public final class Setup {

    private static final G2.Affine ONE = G2.GENERATOR.toAffine();
    private static final PreparedG2 PREPARED_ONE = PreparedG2.of(ONE);

    private final PreparedG2 tau;

    private Setup(G2.Affine tau) {
        this.tau = PreparedG2.of(tau);
    }

    /** @throws Rejection unless the point is in the group, not infinity, and neither [1]_2 nor [-1]_2 */
    public static Setup of(G2.Affine tau) {
        Points.check(tau, "X_2");
        // A powers of tau file to which nobody contributed has tau = 1, and works.
        if (tau.x().equals(ONE.x())) {
            throw new Rejection(Reason.KEY_TAU_KNOWN, "X_2 is the generator or its negative");
        }
        return new Setup(tau);
    }

    /** Whether [tau] quotient = remainder, which is e(quotient, [tau]_2) = e(remainder, [1]_2). */
    public boolean divides(G1 remainder, G1 quotient) {
        List<G1.Affine> points = G1.toAffine(List.of(quotient, remainder.negate()));
        return Pairing.productIsOne(List.of(new Pair(points.get(0), tau), new Pair(points.get(1), PREPARED_ONE)));
    }
}
