package dev.assay.verification.proof.kzg;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.DrawnPoint;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.pairing.PreparedPoint;
import dev.assay.verification.proof.Points;
import java.util.Arrays;

/**
 * The universal setup's [1]_2 and [tau]_2. Whoever knows tau proves anything; that nobody does cannot be seen from the
 * points, except where tau is 1 or -1.
 */
public final class Setup {

    private final PreparedPoint one;
    private final PreparedPoint tau;

    private Setup(PreparedPoint one, PreparedPoint tau) {
        this.one = one;
        this.tau = tau;
    }

    /**
     * A setup whose [1]_2 is the generator, as snarkjs has it.
     *
     * @throws Rejection unless the point is in the group, not infinity, and neither [1]_2 nor [-1]_2
     */
    public static Setup of(Curve curve, AffinePoint tau, String what) {
        return of(curve, curve.secondGenerator(), tau, what);
    }

    /** @throws Rejection unless both points are in the group and not infinity, and neither is the other or its negative */
    public static Setup of(Curve curve, AffinePoint one, AffinePoint tau, String what) {
        PairingArithmetic arithmetic = curve.arithmetic();
        DrawnPoint drawnOne = Points.checkSecond(arithmetic, one, what);
        DrawnPoint drawnTau = Points.checkSecond(arithmetic, tau, what);
        // A powers of tau file to which nobody contributed has tau = 1, and works.
        if (Arrays.equals(tau.x(), one.x())) {
            throw new Rejection(Reason.KEY_TAU_KNOWN, what + " is the generator or its negative");
        }
        return new Setup(arithmetic.prepare(drawnOne), arithmetic.prepare(drawnTau));
    }

    /** Whether [tau] quotient = remainder, which is e(quotient, [tau]_2) = e(remainder, [1]_2). */
    public boolean divides(PairingArithmetic arithmetic, JacobianPoint remainder, JacobianPoint quotient) {
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint negated = remainder.copy();
        g1.negate(negated);
        return arithmetic.product().times(quotient, tau).times(negated, one).isOne();
    }
}
