package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pairing-friendly curve y^2 = x^3 + b of embedding degree 12 with a twist y^2 = x^3 + b / zeta over Fq2, where zeta
 * defines the tower too: w^6 = zeta. Immutable; computing takes a {@link PairingArithmetic}.
 *
 * <p>BLS12-381 is usually described with 1 + u as w^6 and with the twist y^2 = x^3 + b (1 + u). With zeta = 1 / (1 + u)
 * that twist has the form above, so that the lines of both curves have one shape and one code draws them. Values of the
 * pairing are the same numbers, in another basis.
 */
public abstract sealed class Curve permits BarretoNaehrig, BarretoLynnScott {

    public static final Curve BN254 = new BarretoNaehrig();
    public static final Curve BLS12_381 = new BarretoLynnScott();

    /** What the Miller loop does next: double, or add one of these multiples of the point. */
    enum Step {
        TANGENT,
        CHORD,
        CHORD_OF_NEGATIVE,
        CHORD_OF_FROBENIUS,
        CHORD_OF_NEGATIVE_FROBENIUS_TWICE
    }

    private final PrimeField fq;
    private final PrimeField fr;
    private final LooseField loose;
    private final long[] b1;
    private final List<Step> steps;

    /** Made when first asked for: a fresh JVM that verifies on one curve is not to wait for those of the other. */
    private volatile @Nullable Constants constants;

    Curve(BigInteger q, BigInteger r, int b, BigInteger loop, List<Step> lastSteps) {
        this.fq = PrimeField.modulo(q);
        this.fr = PrimeField.modulo(r);
        this.loose = LooseField.of(fq);
        this.b1 = fq.of(BigInteger.valueOf(b));
        this.steps = steps(loop, lastSteps);
    }

    /** Those of Fq2. */
    private record Constants(long[] b2, long[][] frobenius, Complex[] towerFrobenius) {}

    /** Two threads may both make them, and make the same. */
    private Constants constants() {
        Constants made = constants;
        if (made == null) {
            made = makeConstants();
            constants = made;
        }
        return made;
    }

    private Constants makeConstants() {
        QuadraticField fq2 = fq2();
        long[] zeta = fq2.element();
        fq2.timesNonResidue(zeta, fq2.one());
        long[] b2 = fq2.element();
        fq2.inverse(b2, zeta);
        fq2.scale(b2, b2, b1);
        BigInteger sixth = fq.modulus().subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));
        long[][] frobenius = powers(fq2, fq2.pow(zeta, sixth));
        return new Constants(b2, frobenius, taken(tower(), frobenius));
    }

    private static long[][] powers(QuadraticField fq2, long[] base) {
        long[][] powers = new long[6][];
        powers[0] = fq2.one();
        for (int k = 1; k < powers.length; k++) {
            powers[k] = fq2.element();
            fq2.multiply(powers[k], powers[k - 1], base);
        }
        return powers;
    }

    private static Complex[] taken(ComplexField tower, long[][] elements) {
        Complex[] taken = new Complex[elements.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = tower.element();
            tower.take(taken[i], elements[i], 0);
        }
        return taken;
    }

    private static List<Step> steps(BigInteger loop, List<Step> lastSteps) {
        List<Step> steps = new ArrayList<>();
        int[] digits = signedDigits(loop, 2);
        for (int i = 1; i < digits.length; i++) {
            steps.add(Step.TANGENT);
            if (digits[i] != 0) {
                steps.add(digits[i] > 0 ? Step.CHORD : Step.CHORD_OF_NEGATIVE);
            }
        }
        steps.addAll(lastSteps);
        return List.copyOf(steps);
    }

    /**
     * Digits that are zero or odd and below 2^(width - 1) in absolute value, of any {@code width} neighbours at most one
     * not zero, the most significant first.
     */
    static int[] signedDigits(BigInteger value, int width) {
        int[] digits = new int[value.bitLength() + 1];
        int count = 0;
        for (BigInteger rest = value; rest.signum() > 0; rest = rest.shiftRight(1)) {
            int window = rest.intValue() & (1 << width) - 1;
            int digit = rest.testBit(0) ? window - (window >> width - 1 << width) : 0;
            digits[digits.length - ++count] = digit;
            rest = rest.subtract(BigInteger.valueOf(digit));
        }
        return Arrays.copyOfRange(digits, digits.length - count, digits.length);
    }

    /** In lower case, as in "groth16-bn254". */
    public abstract String name();

    /** The field of the coordinates of G1. */
    public final PrimeField fq() {
        return fq;
    }

    /** The field of the scalars. */
    public final PrimeField fr() {
        return fr;
    }

    /** A field with its own scratch space, of the coordinates of G2. */
    abstract QuadraticField fq2();

    /** The same field with its own scratch space, for the tower above it. */
    abstract ComplexField tower();

    final LooseField loose() {
        return loose;
    }

    /** A coordinate of G2 of its two parts. @throws IllegalArgumentException unless they are below q */
    public final long[] toLimbs(BigInteger c0, BigInteger c1) {
        int limbs = fq.limbs();
        long[] coordinate = Arrays.copyOf(fq.of(c0), 2 * limbs);
        System.arraycopy(fq.of(c1), 0, coordinate, limbs, limbs);
        return coordinate;
    }

    /** Part 0 or 1 of a coordinate of G2. */
    public final BigInteger part(long[] coordinate, int index) {
        int limbs = fq.limbs();
        return fq.toBigInteger(Arrays.copyOfRange(coordinate, index * limbs, (index + 1) * limbs));
    }

    public final PairingArithmetic arithmetic() {
        return new PairingArithmetic(this, fq2());
    }

    /** y^2 = x^3 + b over Fq, which the first group is a part of; with its own scratch space. */
    public final CurveGroup g1() {
        return new CurveGroup(fq, b1);
    }

    /** The twist over Fq2, which the second group is a part of; with its own scratch space. */
    public final CurveGroup g2() {
        return g2(fq2());
    }

    final CurveGroup g2(QuadraticField fq2) {
        return new CurveGroup(fq2, b2());
    }

    final long[] b2() {
        return constants().b2();
    }

    final long[][] frobenius() {
        return constants().frobenius();
    }

    /** The same, for the tower. */
    final Complex[] towerFrobenius() {
        return constants().towerFrobenius();
    }

    final List<Step> steps() {
        return steps;
    }

    /** Whether a point that is on the curve is in the group of order r. */
    abstract boolean isInFirstGroup(PairingArithmetic arithmetic, AffinePoint p);

    /** Where the steps lead from a point of the twist exactly if it is in the group of order r. */
    abstract AffinePoint endOfWalk(PairingArithmetic arithmetic, AffinePoint p);

    /** To a fixed multiple, prime to r, of (q^4 - q^2 + 1) / r. Destroys f. */
    abstract Fq12 hardPart(PairingArithmetic arithmetic, Fq12 f);

    /** A cube root of one in Fq: (x, y) -> (beta x, y) is multiplication by {@link #lambda} on the first group. */
    abstract long[] beta();

    /** A cube root of one modulo r. */
    abstract BigInteger lambda();

    /** The number of which q and r are polynomials. */
    abstract BigInteger x();

    /** The multiple of (q^12 - 1) / r that the final exponentiation raises to. */
    abstract BigInteger finalMultiple();

    public abstract AffinePoint firstGenerator();

    public abstract AffinePoint secondGenerator();
}
