package dev.assay.verification.pairing;

import dev.assay.verification.pairing.Curve.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The walks of many points through the Miller loop, in step and in affine coordinates: each step divides for all of them
 * with one inversion. A line is {@code 1 + x * xP / yP w + constant / yP w^3}, where x is minus the slope and the
 * constant is slope * mx - my.
 */
final class SharedWalk {

    private final PairingArithmetic arithmetic;
    private final QuadraticField fq2;
    private final List<AffinePoint> points;
    /** The running multiples. */
    private final AffinePoint[] multiples;

    private final long[][] denominators;
    /** Whose slope was infinite once: infinity's, but that of no point of order r, whose multiples here are all finite. */
    private final boolean[] lost;
    /** Of each line of each point: x, constant. */
    private final long[][][] coefficients;

    private final long[] slope;
    private final long[] constant;

    SharedWalk(PairingArithmetic arithmetic, List<AffinePoint> points) {
        this.arithmetic = arithmetic;
        this.fq2 = arithmetic.fq2();
        this.points = points;
        this.multiples = points.toArray(AffinePoint[]::new);
        this.denominators = new long[multiples.length][];
        this.lost = new boolean[multiples.length];
        this.coefficients =
                new long[multiples.length][arithmetic.curve().steps().size()][];
        this.slope = fq2.element();
        this.constant = fq2.element();
    }

    /** The points in order with their lines, none where the point is not in the group of order r. */
    List<Optional<PreparedPoint>> lines() {
        List<Step> steps = arithmetic.curve().steps();
        for (int line = 0; line < steps.size(); line++) {
            step(steps.get(line), line);
        }
        List<Optional<PreparedPoint>> prepared = new ArrayList<>();
        for (int n = 0; n < multiples.length; n++) {
            AffinePoint end = arithmetic.curve().endOfWalk(arithmetic, points.get(n));
            boolean inGroup = !lost[n] && multiples[n].equals(end);
            prepared.add(inGroup ? Optional.of(new PreparedPoint(coefficients[n])) : Optional.empty());
        }
        return prepared;
    }

    private void step(Step step, int line) {
        AffinePoint[] others = new AffinePoint[multiples.length];
        for (int n = 0; n < multiples.length; n++) {
            others[n] = other(step, n);
            denominators[n] = denominator(step, multiples[n], others[n]);
            if (fq2.isZero(denominators[n])) {
                lost[n] = true;
                denominators[n] = fq2.one().clone();
            }
        }
        fq2.invertAll(denominators);
        for (int n = 0; n < multiples.length; n++) {
            numerator(step, multiples[n], others[n]);
            fq2.multiply(slope, slope, denominators[n]);
            coefficients[n][line] = line(multiples[n]);
            multiples[n] = sum(multiples[n], others[n]);
        }
    }

    /** What is added to the multiple: itself for a tangent. */
    private AffinePoint other(Step step, int n) {
        AffinePoint q = points.get(n);
        return switch (step) {
            case TANGENT -> multiples[n];
            case CHORD -> q;
            case CHORD_OF_NEGATIVE -> arithmetic.g2().negate(q);
            case CHORD_OF_FROBENIUS -> arithmetic.psi(q);
            case CHORD_OF_NEGATIVE_FROBENIUS_TWICE -> arithmetic.g2().negate(arithmetic.psi(arithmetic.psi(q)));
        };
    }

    /** 2 my of a tangent, mx - ox of a chord. */
    private long[] denominator(Step step, AffinePoint multiple, AffinePoint other) {
        long[] denominator = fq2.element();
        if (step == Step.TANGENT) {
            fq2.twice(denominator, multiple.y());
        } else {
            fq2.subtract(denominator, multiple.x(), other.x());
        }
        return denominator;
    }

    /** 3 mx^2 of a tangent, my - oy of a chord. */
    private void numerator(Step step, AffinePoint multiple, AffinePoint other) {
        if (step == Step.TANGENT) {
            fq2.square(constant, multiple.x());
            fq2.twice(slope, constant);
            fq2.add(slope, slope, constant);
        } else {
            fq2.subtract(slope, multiple.y(), other.y());
        }
    }

    private long[] line(AffinePoint multiple) {
        fq2.multiply(constant, slope, multiple.x());
        fq2.subtract(constant, constant, multiple.y());
        long[] minusSlope = fq2.element();
        fq2.negate(minusSlope, slope);
        long[] line = Arrays.copyOf(minusSlope, 2 * fq2.limbs());
        System.arraycopy(constant, 0, line, fq2.limbs(), fq2.limbs());
        return line;
    }

    /** Where the line meets the curve again, negated. */
    private AffinePoint sum(AffinePoint multiple, AffinePoint other) {
        long[] x = fq2.element();
        fq2.square(x, slope);
        fq2.subtract(x, x, multiple.x());
        fq2.subtract(x, x, other.x());
        long[] y = fq2.element();
        fq2.multiply(y, slope, x);
        fq2.subtract(y, constant, y);
        return new AffinePoint(x, y);
    }
}
