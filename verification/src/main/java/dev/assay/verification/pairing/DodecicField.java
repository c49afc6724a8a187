package dev.assay.verification.pairing;

import java.math.BigInteger;

/** Arithmetic on {@link Fq12}. A result may overwrite an operand. Has scratch space, so each thread needs its own. */
final class DodecicField {

    /** Of the coefficients of lines. */
    private final QuadraticField source;

    final ComplexField fq2;
    final SexticField fq6;
    /** zeta^(k (q - 1) / 6) for k = 0..5: what the q-th power does to w^k. */
    private final Complex[] frobenius;

    private final Fq6 low;
    private final Fq6 high;
    private final Fq6 sum;
    private final Fq6 both;
    private final long[] scaled;
    private final Complex s;
    private final Complex b;
    private final Complex c;
    private final Complex v0;
    private final Complex v1;
    private final Complex cross;

    DodecicField(Curve curve) {
        this.source = curve.fq2();
        this.fq2 = curve.tower();
        this.fq6 = new SexticField(fq2);
        this.frobenius = curve.towerFrobenius();
        this.low = Fq6.zero(fq2);
        this.high = Fq6.zero(fq2);
        this.sum = Fq6.zero(fq2);
        this.both = Fq6.zero(fq2);
        this.scaled = source.element();
        this.s = fq2.element();
        this.b = fq2.element();
        this.c = fq2.element();
        this.v0 = fq2.wide();
        this.v1 = fq2.wide();
        this.cross = fq2.wide();
    }

    Fq12 one() {
        Fq12 one = new Fq12(fq2.real, Fq6.zero(fq2), Fq6.zero(fq2));
        fq2.set(one.c0.c0(), frobenius[0]);
        return one;
    }

    void set(Fq12 r, Fq12 a) {
        fq6.set(r.c0, a.c0);
        fq6.set(r.c1, a.c1);
    }

    /** A new product. */
    Fq12 product(Fq12 a, Fq12 b) {
        Fq12 product = one();
        multiply(product, a, b);
        return product;
    }

    void multiply(Fq12 r, Fq12 a, Fq12 b) {
        fq6.multiply(low, a.c0, b.c0);
        fq6.multiply(high, a.c1, b.c1);
        fq6.add(sum, a.c0, a.c1);
        fq6.add(both, b.c0, b.c1);
        fq6.multiply(both, both, sum);
        join(r);
    }

    /** Karatsuba's last step: low + v high + (both - low - high) w. */
    private void join(Fq12 r) {
        fq6.subtract(both, both, low);
        fq6.subtract(r.c1, both, high);
        fq6.timesV(high, high);
        fq6.add(r.c0, low, high);
    }

    /** Times {@code y + x * xOverY w + constant * yInverse w^3}: y, x and constant lie one after the other. */
    void multiplyLine(Fq12 f, long[] line, int at, long[] xOverY, long[] yInverse) {
        int limbs = source.limbs();
        fq2.take(s, line, at);
        takeScaled(b, line, at + limbs, xOverY);
        takeScaled(c, line, at + 2 * limbs, yInverse);
        fq6.scale(low, f.c0, s);
        fq6.multiplySparse(high, f.c1, b, c);
        fq2.add(b, b, s);
        fq6.add(sum, f.c0, f.c1);
        fq6.multiplySparse(both, sum, b, c);
        join(f);
    }

    /** Times {@code 1 + x * xOverY w + constant * yInverse w^3}: x and constant lie one after the other. */
    void multiplyMonicLine(Fq12 f, long[] line, int at, long[] xOverY, long[] yInverse) {
        takeScaled(b, line, at, xOverY);
        takeScaled(c, line, at + source.limbs(), yInverse);
        fq6.multiplySparse(high, f.c1, b, c);
        fq6.multiplySparse(both, f.c0, b, c);
        fq6.add(f.c1, both, f.c1);
        fq6.timesV(high, high);
        fq6.add(f.c0, f.c0, high);
    }

    private void takeScaled(Complex r, long[] coefficient, int at, long[] factor) {
        source.scale(scaled, coefficient, at, factor);
        fq2.take(r, scaled, 0);
    }

    void square(Fq12 r, Fq12 a) {
        fq6.multiply(low, a.c0, a.c1);
        fq6.timesV(sum, a.c1);
        fq6.add(sum, sum, a.c0);
        fq6.add(both, a.c0, a.c1);
        fq6.multiply(both, both, sum);
        fq6.subtract(both, both, low);
        fq6.add(r.c1, low, low);
        fq6.timesV(low, low);
        fq6.subtract(r.c0, both, low);
    }

    /**
     * The square, only of an element of the cyclotomic subgroup, as after the easy part of the final exponentiation
     * (Granger and Scott, "Faster Squaring in the Cyclotomic Subgroup of Sixth Degree Extensions", PKC 2010).
     */
    void cyclotomicSquare(Fq12 r, Fq12 a) {
        squareOfPair(low.c0(), high.c1(), a.c0.c0(), a.c1.c1());
        squareOfPair(low.c1(), high.c2(), a.c1.c0(), a.c0.c2());
        squareOfPair(low.c2(), high.c0(), a.c0.c1(), a.c1.c2());
        fq2.timesNonResidue(high.c0(), high.c0());
        thriceMinusTwice(r.c0.c0(), low.c0(), a.c0.c0());
        thriceMinusTwice(r.c0.c1(), low.c1(), a.c0.c1());
        thriceMinusTwice(r.c0.c2(), low.c2(), a.c0.c2());
        thricePlusTwice(r.c1.c0(), high.c0(), a.c1.c0());
        thricePlusTwice(r.c1.c1(), high.c1(), a.c1.c1());
        thricePlusTwice(r.c1.c2(), high.c2(), a.c1.c2());
    }

    /** (a + b i)^2 = x + y i where i^2 = zeta: y = (a + b)^2 - a^2 - b^2. */
    private void squareOfPair(Complex x, Complex y, Complex a, Complex b) {
        fq2.squareWide(v0, a);
        fq2.squareWide(v1, b);
        fq2.addLoosely(s, a, b);
        fq2.squareWide(cross, s);
        fq2.subtractWide(cross, cross, v0);
        fq2.subtractWide(cross, cross, v1);
        fq2.reduce(y, cross);
        fq2.reduceWithNonResidue(x, v0, v1);
    }

    private void thriceMinusTwice(Complex r, Complex a, Complex b) {
        fq2.subtractLoosely(s, a, b);
        fq2.addLoosely(s, s, s);
        fq2.add(r, s, a);
    }

    private void thricePlusTwice(Complex r, Complex a, Complex b) {
        fq2.addLoosely(s, a, b);
        fq2.addLoosely(s, s, s);
        fq2.add(r, s, a);
    }

    /** c0 - c1 w: the q^6-th power, and so the inverse in the cyclotomic subgroup. */
    void conjugate(Fq12 r, Fq12 a) {
        fq6.set(r.c0, a.c0);
        fq6.negate(r.c1, a.c1);
    }

    Fq12 conjugate(Fq12 a) {
        Fq12 conjugate = one();
        conjugate(conjugate, a);
        return conjugate;
    }

    /** The q-th power. */
    void frobenius(Fq12 r, Fq12 a) {
        frobenius(r.c0.c0(), a.c0.c0(), 0);
        frobenius(r.c1.c0(), a.c1.c0(), 1);
        frobenius(r.c0.c1(), a.c0.c1(), 2);
        frobenius(r.c1.c1(), a.c1.c1(), 3);
        frobenius(r.c0.c2(), a.c0.c2(), 4);
        frobenius(r.c1.c2(), a.c1.c2(), 5);
    }

    /** The q^2-th power. */
    void frobeniusTwice(Fq12 r, Fq12 a) {
        frobenius(r, a);
        frobenius(r, r);
    }

    private void frobenius(Complex r, Complex coefficient, int power) {
        fq2.conjugate(r, coefficient);
        fq2.multiply(r, r, frobenius[power]);
    }

    /** @throws ArithmeticException if {@code a} is zero */
    Fq12 inverse(Fq12 a) {
        fq6.multiply(low, a.c0, a.c0);
        fq6.multiply(high, a.c1, a.c1);
        fq6.timesV(high, high);
        fq6.subtract(low, low, high);
        fq6.inverse(low, low);
        Fq12 inverse = one();
        fq6.multiply(inverse.c0, a.c0, low);
        fq6.multiply(inverse.c1, a.c1, low);
        fq6.negate(inverse.c1, inverse.c1);
        return inverse;
    }

    /** To a power that is not negative. */
    Fq12 pow(Fq12 a, BigInteger exponent) {
        Fq12 power = one();
        for (int i = exponent.bitLength() - 1; i >= 0; i--) {
            square(power, power);
            if (exponent.testBit(i)) {
                multiply(power, power, a);
            }
        }
        return power;
    }
}
