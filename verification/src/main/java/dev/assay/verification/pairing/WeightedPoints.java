package dev.assay.verification.pairing;

import java.util.List;

/**
 * Points of G1, each to be multiplied by a {@link Weight}: low P + high phi(P), where phi(x, y) = (beta x, y) costs one
 * multiplication (Gallant, Lambert, Vanstone, "Faster Point Multiplication on Elliptic Curves with Efficient
 * Endomorphisms", Crypto 2001). So 64 doublings do for 128 bits, and all points can share them (Straus).
 */
public final class WeightedPoints {

    /** P, 3P, 5P, 7P: what the digits of a weight ask for. */
    private static final int ODD_MULTIPLES = 4;

    private final CurveGroup g1;
    /** The multiples of point i, then their images. */
    private final AffinePoint[][] multiples;

    private final byte[][] low;
    private final byte[][] high;

    /** @throws IllegalArgumentException unless there are as many weights as points, which must be in G1 */
    public WeightedPoints(PairingArithmetic arithmetic, List<AffinePoint> points, List<Weight> weights) {
        if (weights.size() != points.size()) {
            throw new IllegalArgumentException(weights.size() + " weights for " + points.size() + " points");
        }
        this.g1 = arithmetic.g1();
        this.multiples = multiples(arithmetic, points);
        this.low = new byte[points.size()][];
        this.high = new byte[points.size()][];
        for (int i = 0; i < low.length; i++) {
            low[i] = Weight.digits(weights.get(i).low());
            high[i] = Weight.digits(weights.get(i).high());
        }
    }

    /** Made affine with one inversion, as that makes additions cheaper. */
    private static AffinePoint[][] multiples(PairingArithmetic arithmetic, List<AffinePoint> points) {
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint[] all = new JacobianPoint[ODD_MULTIPLES * points.size()];
        for (int i = 0; i < points.size(); i++) {
            JacobianPoint twice = g1.of(points.get(i));
            g1.twice(twice);
            all[ODD_MULTIPLES * i] = g1.of(points.get(i));
            for (int n = ODD_MULTIPLES * i + 1; n < ODD_MULTIPLES * (i + 1); n++) {
                all[n] = all[n - 1].copy();
                g1.add(all[n], twice);
            }
        }
        AffinePoint[] affine = g1.toAffine(all);
        AffinePoint[][] multiples = new AffinePoint[points.size()][2 * ODD_MULTIPLES];
        for (int n = 0; n < affine.length; n++) {
            AffinePoint[] ofPoint = multiples[n / ODD_MULTIPLES];
            ofPoint[n % ODD_MULTIPLES] = affine[n];
            ofPoint[n % ODD_MULTIPLES + ODD_MULTIPLES] = image(arithmetic.curve(), affine[n]);
        }
        return multiples;
    }

    private static AffinePoint image(Curve curve, AffinePoint p) {
        long[] x = curve.fq().element();
        curve.fq().multiply(x, p.x(), curve.beta());
        return new AffinePoint(x, p.y());
    }

    /** A new point: the one at an index, times its weight. */
    public JacobianPoint product(int index) {
        return sum(index, index + 1);
    }

    /** A new point: the sum of all, each times its weight. */
    public JacobianPoint sum() {
        return sum(0, multiples.length);
    }

    private JacobianPoint sum(int from, int to) {
        JacobianPoint sum = g1.infinity();
        for (int bit = Weight.DIGITS - 1; bit >= 0; bit--) {
            g1.twice(sum);
            for (int i = from; i < to; i++) {
                add(sum, multiples[i], 0, low[i][bit]);
                add(sum, multiples[i], ODD_MULTIPLES, high[i][bit]);
            }
        }
        return sum;
    }

    private void add(JacobianPoint sum, AffinePoint[] multiples, int start, int digit) {
        if (digit > 0) {
            g1.add(sum, multiples[start + digit / 2]);
        } else if (digit < 0) {
            g1.add(sum, g1.negate(multiples[start - digit / 2]));
        }
    }
}
