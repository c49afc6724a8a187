package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.List;

/**
 * Multiplies points that are known long before their scalars, as those of a verification key (Lim and Lee, "More
 * Flexible Exponentiation with Precomputation", Crypto 1994). The parts of a scalar, eight of 32 bits, are the teeth: bit
 * n of each selects one of the 255 sums of P, 2^32 P, 2^64 P and so on, so that 32 doublings serve all points together.
 * Of many points, that would be large: there are four teeth of 64 bits then.
 */
public final class Comb {

    private static final int SCALAR_BITS = 256;
    private static final int MANY_POINTS = 9;

    private final int teeth;
    private final int toothBits;

    /** sums[i][k]: of the multiples of point i that the bits of k select. */
    private final AffinePoint[][] sums;

    public Comb(CurveGroup group, List<AffinePoint> points) {
        this.teeth = points.size() < MANY_POINTS ? 8 : 4;
        this.toothBits = SCALAR_BITS / teeth;
        JacobianPoint[] all = new JacobianPoint[points.size() << teeth];
        for (int i = 0; i < points.size(); i++) {
            addUp(group, points.get(i), all, i << teeth);
        }
        AffinePoint[] affine = group.toAffine(all);
        this.sums = new AffinePoint[points.size()][1 << teeth];
        for (int i = 0; i < affine.length; i++) {
            sums[i >> teeth][i & (1 << teeth) - 1] = affine[i];
        }
    }

    private void addUp(CurveGroup group, AffinePoint point, JacobianPoint[] sums, int start) {
        sums[start] = group.infinity();
        JacobianPoint multiple = group.of(point);
        for (int tooth = 0; tooth < teeth; tooth++) {
            for (int k = 1 << tooth; k < 2 << tooth; k++) {
                sums[start + k] = sums[start + k - (1 << tooth)].copy();
                group.add(sums[start + k], multiple);
            }
            if (tooth < teeth - 1) {
                group.twice(multiple, toothBits);
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
        long[][] limbs = new long[sums.length][SCALAR_BITS / Long.SIZE];
        for (int i = 0; i < limbs.length; i++) {
            for (int n = 0; n < limbs[i].length; n++) {
                limbs[i][n] = PrimeField.limb(scalars.get(i), n);
            }
        }
        JacobianPoint sum = group.infinity();
        for (int bit = toothBits - 1; bit >= 0; bit--) {
            group.twice(sum, 1);
            for (int i = 0; i < limbs.length; i++) {
                group.add(sum, sums[i][column(limbs[i], bit)]);
            }
        }
        return sum;
    }

    private int column(long[] limbs, int bit) {
        int column = 0;
        for (int tooth = 0; tooth < teeth; tooth++) {
            int index = tooth * toothBits + bit;
            column |= (int) (limbs[index / Long.SIZE] >>> index & 1) << tooth;
        }
        return column;
    }
}
