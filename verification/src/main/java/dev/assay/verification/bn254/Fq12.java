package dev.assay.verification.bn254;

import java.math.BigInteger;

/** {@code c0 + c1 w} with w^2 = v, over {@link Fq6}: a value of the pairing. As a polynomial in w, w^6 = 9 + u. */
public record Fq12(Fq6 c0, Fq6 c1) {

    public static final Fq12 ONE = new Fq12(Fq6.ONE, Fq6.ZERO);

    /** (9 + u)^(k (q - 1) / 6) for k = 0..5: what the q-th power does to w^k. */
    private static final Fq2[] FROBENIUS = frobeniusFactors();

    public Fq12 multiply(Fq12 other) {
        Fq6 low = c0.multiply(other.c0);
        Fq6 high = c1.multiply(other.c1);
        Fq6 both = c0.add(c1).multiply(other.c0.add(other.c1));
        return new Fq12(low.add(high.timesV()), both.subtract(low).subtract(high));
    }

    /** Times {@code a + b w + c w^3}, the shape of a line. */
    Fq12 multiplySparse(Fq2 a, Fq2 b, Fq2 c) {
        Fq6 low = c0.multiply(a);
        Fq6 high = c1.multiplySparse(b, c);
        Fq6 both = c0.add(c1).multiplySparse(a.add(b), c);
        return new Fq12(low.add(high.timesV()), both.subtract(low).subtract(high));
    }

    public Fq12 square() {
        Fq6 product = c0.multiply(c1);
        Fq6 real = c0.add(c1).multiply(c0.add(c1.timesV())).subtract(product).subtract(product.timesV());
        return new Fq12(real, product.add(product));
    }

    /**
     * The square, only if this is in the cyclotomic subgroup, as after the easy part of the final exponentiation (Granger
     * and Scott, "Faster Squaring in the Cyclotomic Subgroup of Sixth Degree Extensions", PKC 2010).
     */
    Fq12 cyclotomicSquare() {
        Fq2 a = sumOfSquares(c0.c0(), c1.c1());
        Fq2 b = sumOfSquares(c1.c0(), c0.c2());
        Fq2 c = sumOfSquares(c0.c1(), c1.c2());
        Fq2 d = c1.c2().multiply(c0.c1()).twice().timesNonResidue();
        Fq2 e = c0.c0().multiply(c1.c1()).twice();
        Fq2 f = c1.c0().multiply(c0.c2()).twice();
        return new Fq12(
                new Fq6(thriceMinusTwice(a, c0.c0()), thriceMinusTwice(b, c0.c1()), thriceMinusTwice(c, c0.c2())),
                new Fq6(thricePlusTwice(d, c1.c0()), thricePlusTwice(e, c1.c1()), thricePlusTwice(f, c1.c2())));
    }

    /** x^2 + (9 + u) y^2. */
    private static Fq2 sumOfSquares(Fq2 x, Fq2 y) {
        return x.square().add(y.square().timesNonResidue());
    }

    private static Fq2 thriceMinusTwice(Fq2 t, Fq2 x) {
        return t.subtract(x).twice().add(t);
    }

    private static Fq2 thricePlusTwice(Fq2 t, Fq2 x) {
        return t.add(x).twice().add(t);
    }

    /** c0 - c1 w: the q^6-th power, and so the inverse in the cyclotomic subgroup. */
    public Fq12 conjugate() {
        return new Fq12(c0, c1.negate());
    }

    /** The q-th power. */
    public Fq12 frobenius() {
        return new Fq12(
                new Fq6(frobenius(c0.c0(), 0), frobenius(c0.c1(), 2), frobenius(c0.c2(), 4)),
                new Fq6(frobenius(c1.c0(), 1), frobenius(c1.c1(), 3), frobenius(c1.c2(), 5)));
    }

    private static Fq2 frobenius(Fq2 coefficient, int power) {
        return coefficient.conjugate().multiply(FROBENIUS[power]);
    }

    /** @throws ArithmeticException if this is zero */
    public Fq12 inverse() {
        Fq6 norm = c0.square().subtract(c1.square().timesV()).inverse();
        return new Fq12(c0.multiply(norm), c1.multiply(norm).negate());
    }

    /** @throws ArithmeticException for zero to a negative power */
    public Fq12 pow(BigInteger exponent) {
        Fq12 factor = exponent.signum() < 0 ? inverse() : this;
        BigInteger bits = exponent.abs();
        Fq12 power = ONE;
        for (int i = bits.bitLength() - 1; i >= 0; i--) {
            power = power.square();
            power = bits.testBit(i) ? power.multiply(factor) : power;
        }
        return power;
    }

    public boolean isOne() {
        return equals(ONE);
    }

    private static Fq2[] frobeniusFactors() {
        Fq2 sixth = Fq2.NON_RESIDUE.pow(Fq.MODULUS.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6)));
        Fq2[] factors = new Fq2[6];
        factors[0] = Fq2.ONE;
        for (int k = 1; k < factors.length; k++) {
            factors[k] = factors[k - 1].multiply(sixth);
        }
        return factors;
    }
}
