package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;

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
        // The twist has a large cofactor: outside the group the pairing is not bilinear and proves nothing.
        if (!point.isInSubgroup()) {
            throw new Rejection(Reason.POINT_NOT_IN_SUBGROUP, what);
        }
    }

    /** For a commitment to a polynomial that may be zero. */
    public static void checkOnCurve(G1.Affine point, String what) {
        checkOnCurve(point.isOnCurve(), what);
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
