package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.DrawnPoint;
import dev.assay.verification.pairing.PairingArithmetic;

/** The checks of a point that somebody else made, in the order in which they may be asked; each throws {@link Rejection}. */
public final class Points {

    private Points() {}

    public static void check(G1.Affine point, String what) {
        checkFinite(point.isInfinity(), what);
        checkOnCurve(point.isOnCurve(), what);
    }

    public static void check(G2.Affine point, String what) {
        checkFinite(point.isInfinity(), what);
        checkOnCurve(point.isOnCurve(), what);
        checkInSubgroup(point.isInSubgroup(), what);
    }

    /** For a commitment to a polynomial that may be zero, and so infinity. */
    public static void checkCommitment(PairingArithmetic arithmetic, AffinePoint point, String what) {
        if (!point.isInfinity()) {
            checkFirst(arithmetic, point, what);
        }
    }

    /** Of G1 of either curve. */
    public static void checkFirst(PairingArithmetic arithmetic, AffinePoint point, String what) {
        checkFinite(point.isInfinity(), what);
        checkOnCurve(arithmetic.g1().isOnCurve(point), what);
        checkInSubgroup(arithmetic.isInFirstGroup(point), what);
    }

    /** Of G2 of either curve. Gives the point with its lines, by which it is known to be in the group. */
    public static DrawnPoint checkSecond(PairingArithmetic arithmetic, AffinePoint point, String what) {
        checkOnTwist(arithmetic, point, what);
        DrawnPoint drawn = arithmetic.draw(point);
        checkInSubgroup(drawn.isInGroup(), what);
        return drawn;
    }

    /** @throws Rejection unless the point is on the twist and not infinity; whether it is in its group is left open */
    static void checkOnTwist(PairingArithmetic arithmetic, AffinePoint point, String what) {
        checkFinite(point.isInfinity(), what);
        checkOnCurve(arithmetic.g2().isOnCurve(point), what);
    }

    // Curve and twist have cofactors: outside the group the pairing is not bilinear and proves nothing.
    private static void checkInSubgroup(boolean inSubgroup, String what) {
        if (!inSubgroup) {
            throw new Rejection(Reason.POINT_NOT_IN_SUBGROUP, what);
        }
    }

    private static void checkFinite(boolean infinite, String what) {
        if (infinite) {
            throw new Rejection(Reason.POINT_AT_INFINITY, what);
        }
    }

    private static void checkOnCurve(boolean onCurve, String what) {
        if (!onCurve) {
            throw new Rejection(Reason.POINT_NOT_ON_CURVE, what);
        }
    }
}
