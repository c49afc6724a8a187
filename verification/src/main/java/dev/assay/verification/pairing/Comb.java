package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.List;

/**
 * Multiplies points that are known long before their scalars, as those of a verification key (Lim and Lee, "More
 * Flexible Exponentiation with Precomputation", Crypto 1994). The four limbs of a scalar are the teeth: bit n of each
 * selects one of the 15 sums of P, 2^64 P, 2^128 P and 2^192 P, so that 64 doublings serve all points together.
 */
public final class Comb {

    private static final int TEETH = 4;

    /** sums[i][k]: of the multiples of point i that the bits of k select. */
    private final AffinePoint[][] sums;

    public Comb(CurveGroup group, List<AffinePoint> points) {
        JacobianPoint[] all = new JacobianPoint[points.size() << TEETH];
        for (int i = 0; i < points.size(); i++) {
            addUp(group, points.get(i), all, i << TEETH);
        }
        AffinePoint[] affine = group.toAffine(all);
        this.sums = new AffinePoint[points.size()][1 << TEETH];
        for (int i = 0; i < affine.length; i++) {
            sums[i >> TEETH][i & (1 << TEETH) - 1] = affine[i];
        }
    }

    private static void addUp(CurveGroup group, AffinePoint point, JacobianPoint[] sums, int start) {
        sums[start] = group.infinity();
        JacobianPoint multiple = group.of(point);
        for (int tooth = 0; tooth < TEETH; tooth++) {
            for (int k = 1 << tooth; k < 2 << tooth; k++) {
                sums[start + k] = sums[start + k - (1 << tooth)].copy();
                group.add(sums[start + k], multiple);
            }
            if (tooth < TEETH - 1) {
                group.twice(multiple, 64);
            }
        }
    }

    /**
     * The sum of scalars[i] points[i], for scalars from 0 to 2^256 - 1.
     *
     * @param group of the points, with the scratch space to use
     * @throws IllegalArgumentException unless there are as many scalars as points
     */
    public JacobianPoint sumOfProducts(CurveGroup group, List<BigInteger> scalars) {
        if (scalars.size() != sums.length) {
            throw new IllegalArgumentException(scalars.size() + " scalars for " + sums.length + " points");
        }
        long[][] limbs = new long[sums.length][TEETH];
        for (int i = 0; i < limbs.length; i++) {
            for (int tooth = 0; tooth < TEETH; tooth++) {
                limbs[i][tooth] = PrimeField.limb(scalars.get(i), tooth);
            }
        }
        JacobianPoint sum = group.infinity();
        for (int bit = 63; bit >= 0; bit--) {
            group.twice(sum, 1);
            for (int i = 0; i < limbs.length; i++) {
                group.add(sum, sums[i][column(limbs[i], bit)]);
            }
        }
        return sum;
    }

    private static int column(long[] limbs, int bit) {
        int column = 0;
        for (int tooth = 0; tooth < TEETH; tooth++) {
            column |= (int) (limbs[tooth] >>> bit & 1) << tooth;
        }
        return column;
    }
}
