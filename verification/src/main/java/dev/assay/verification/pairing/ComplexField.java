package dev.assay.verification.pairing;

import java.math.BigInteger;

/**
 * The quadratic field of the coordinates of G2, on a {@link LooseField}: what the tower of the pairing stands on. Elements
 * are settled unless a method says otherwise. A result may overwrite an operand. Has scratch space, so each thread needs
 * its own.
 */
abstract sealed class ComplexField permits BarretoNaehrig.Tower, BarretoLynnScott.Tower {

    final LooseField real;
    private final long[] zero;
    private final long[] s;
    private final long[] t;
    private final long[] wide;
    private final Complex product;

    ComplexField(LooseField real) {
        this.real = real;
        this.zero = real.element();
        this.s = real.element();
        this.t = real.element();
        this.wide = real.wide();
        this.product = wide();
    }

    final Complex element() {
        return new Complex(real.element(), real.element());
    }

    final Complex wide() {
        return new Complex(real.wide(), real.wide());
    }

    final Complex of(BigInteger re, BigInteger im) {
        return new Complex(real.of(re), real.of(im));
    }

    /** Takes over an element of the {@link QuadraticField} at an index of an array. */
    final void take(Complex r, long[] a, int ai) {
        real.take(r.re(), a, ai);
        real.take(r.im(), a, ai + real.limbsTaken());
    }

    final void set(Complex r, Complex a) {
        real.set(r.re(), a.re());
        real.set(r.im(), a.im());
    }

    /** Without reduction: Karatsuba's three multiplications below, of operands that are sums of at most two. */
    final void product(Complex r, Complex a, Complex b) {
        real.add(s, a.re(), a.im());
        real.add(t, b.re(), b.im());
        real.multiply(wide, a.im(), b.im());
        real.multiply(r.re(), a.re(), b.re());
        real.multiply(r.im(), s, t);
        real.subtractWide(r.im(), r.im(), wide);
        real.subtractWide(r.im(), r.im(), r.re());
        real.subtractWide(r.re(), r.re(), wide);
    }

    /** Without reduction: (re + im)(re - im) + 2 re im u, of an operand that is a sum of at most two. */
    final void squareWide(Complex r, Complex a) {
        real.add(s, a.re(), a.re());
        real.multiply(r.im(), s, a.im());
        real.add(s, a.re(), a.im());
        real.subtract(t, a.re(), a.im());
        real.multiply(r.re(), s, t);
    }

    final void reduce(Complex r, Complex wide) {
        real.reduce(r.re(), wide.re());
        real.reduce(r.im(), wide.im());
    }

    /** The reduced a + zeta b, of wide ones. Destroys both. */
    abstract void reduceWithNonResidue(Complex r, Complex a, Complex b);

    /** zeta a. */
    abstract void timesNonResidue(Complex r, Complex a);

    final void addWide(Complex r, Complex a, Complex b) {
        real.addWide(r.re(), a.re(), b.re());
        real.addWide(r.im(), a.im(), b.im());
    }

    final void subtractWide(Complex r, Complex a, Complex b) {
        real.subtractWide(r.re(), a.re(), b.re());
        real.subtractWide(r.im(), a.im(), b.im());
    }

    final void multiply(Complex r, Complex a, Complex b) {
        product(product, a, b);
        reduce(r, product);
    }

    final void square(Complex r, Complex a) {
        squareWide(product, a);
        reduce(r, product);
    }

    /** Not settled: to be an operand of a product, or settled. */
    final void addLoosely(Complex r, Complex a, Complex b) {
        real.add(r.re(), a.re(), b.re());
        real.add(r.im(), a.im(), b.im());
    }

    /** Not settled. */
    final void subtractLoosely(Complex r, Complex a, Complex b) {
        real.subtract(r.re(), a.re(), b.re());
        real.subtract(r.im(), a.im(), b.im());
    }

    final void settle(Complex r) {
        real.settle(r.re(), r.re());
        real.settle(r.im(), r.im());
    }

    final void add(Complex r, Complex a, Complex b) {
        addLoosely(r, a, b);
        settle(r);
    }

    final void subtract(Complex r, Complex a, Complex b) {
        subtractLoosely(r, a, b);
        settle(r);
    }

    final void negate(Complex r, Complex a) {
        negate(r.re(), a.re());
        negate(r.im(), a.im());
    }

    /** re - im u, which is also the q-th power. */
    final void conjugate(Complex r, Complex a) {
        real.set(r.re(), a.re());
        negate(r.im(), a.im());
    }

    private void negate(long[] r, long[] a) {
        real.subtract(r, zero, a);
        real.settle(r, r);
    }

    /** @throws ArithmeticException if {@code a} is zero */
    final void inverse(Complex r, Complex a) {
        real.multiply(wide, a.re(), a.re());
        real.multiply(product.re(), a.im(), a.im());
        real.addWide(wide, wide, product.re());
        real.reduce(s, wide);
        real.inverse(s, s);
        real.multiply(product.re(), a.re(), s);
        real.multiply(product.im(), a.im(), s);
        reduce(r, product);
        negate(r.im(), r.im());
    }
}
