package dev.assay.verification.pairing;

/**
 * Arithmetic on {@link Fq6}. A result may overwrite an operand. Products of coefficients stay unreduced until a
 * coefficient of the result is complete. Has scratch space, so each thread needs its own.
 */
final class SexticField {

    final ComplexField fq2;
    private final Complex v0;
    private final Complex v1;
    private final Complex v2;
    private final Complex x01;
    private final Complex x02;
    private final Complex x12;
    private final Complex s;
    private final Complex t;
    private final Fq6 adjoint;

    SexticField(ComplexField fq2) {
        this.fq2 = fq2;
        this.v0 = fq2.wide();
        this.v1 = fq2.wide();
        this.v2 = fq2.wide();
        this.x01 = fq2.wide();
        this.x02 = fq2.wide();
        this.x12 = fq2.wide();
        this.s = fq2.element();
        this.t = fq2.element();
        this.adjoint = Fq6.zero(fq2);
    }

    void set(Fq6 r, Fq6 a) {
        fq2.set(r.c0(), a.c0());
        fq2.set(r.c1(), a.c1());
        fq2.set(r.c2(), a.c2());
    }

    void add(Fq6 r, Fq6 a, Fq6 b) {
        fq2.add(r.c0(), a.c0(), b.c0());
        fq2.add(r.c1(), a.c1(), b.c1());
        fq2.add(r.c2(), a.c2(), b.c2());
    }

    void subtract(Fq6 r, Fq6 a, Fq6 b) {
        fq2.subtract(r.c0(), a.c0(), b.c0());
        fq2.subtract(r.c1(), a.c1(), b.c1());
        fq2.subtract(r.c2(), a.c2(), b.c2());
    }

    void negate(Fq6 r, Fq6 a) {
        fq2.negate(r.c0(), a.c0());
        fq2.negate(r.c1(), a.c1());
        fq2.negate(r.c2(), a.c2());
    }

    /** Karatsuba: six multiplications below instead of nine. */
    void multiply(Fq6 r, Fq6 a, Fq6 b) {
        fq2.product(v0, a.c0(), b.c0());
        fq2.product(v1, a.c1(), b.c1());
        fq2.product(v2, a.c2(), b.c2());
        cross(x01, a.c0(), a.c1(), b.c0(), b.c1(), v0, v1);
        cross(x02, a.c0(), a.c2(), b.c0(), b.c2(), v0, v2);
        cross(x12, a.c1(), a.c2(), b.c1(), b.c2(), v1, v2);
        fq2.addWide(x02, x02, v1);
        fq2.reduceWithNonResidue(r.c0(), v0, x12);
        fq2.reduceWithNonResidue(r.c1(), x01, v2);
        fq2.reduce(r.c2(), x02);
    }

    /** a0 b1 + a1 b0 = (a0 + a1)(b0 + b1) - v0 - v1, given v0 = a0 b0 and v1 = a1 b1. */
    private void cross(Complex r, Complex a0, Complex a1, Complex b0, Complex b1, Complex v0, Complex v1) {
        fq2.addLoosely(s, a0, a1);
        fq2.addLoosely(t, b0, b1);
        fq2.product(r, s, t);
        fq2.subtractWide(r, r, v0);
        fq2.subtractWide(r, r, v1);
    }

    /** Times {@code b0 + b1 v}. */
    void multiplySparse(Fq6 r, Fq6 a, Complex b0, Complex b1) {
        fq2.product(v0, a.c0(), b0);
        fq2.product(v1, a.c1(), b1);
        cross(x01, a.c0(), a.c1(), b0, b1, v0, v1);
        fq2.product(x12, a.c2(), b1);
        fq2.product(x02, a.c2(), b0);
        fq2.addWide(x02, x02, v1);
        fq2.reduceWithNonResidue(r.c0(), v0, x12);
        fq2.reduce(r.c1(), x01);
        fq2.reduce(r.c2(), x02);
    }

    /** Times an element of the quadratic field. */
    void scale(Fq6 r, Fq6 a, Complex factor) {
        fq2.multiply(r.c0(), a.c0(), factor);
        fq2.multiply(r.c1(), a.c1(), factor);
        fq2.multiply(r.c2(), a.c2(), factor);
    }

    /** v times a. */
    void timesV(Fq6 r, Fq6 a) {
        fq2.timesNonResidue(s, a.c2());
        fq2.set(r.c2(), a.c1());
        fq2.set(r.c1(), a.c0());
        fq2.set(r.c0(), s);
    }

    /** By the adjoint and the norm. @throws ArithmeticException if {@code a} is zero */
    void inverse(Fq6 r, Fq6 a) {
        differenceOfProducts(adjoint.c0(), a.c0(), a.c0(), a.c1(), a.c2());
        fq2.square(adjoint.c1(), a.c2());
        fq2.timesNonResidue(adjoint.c1(), adjoint.c1());
        fq2.multiply(s, a.c0(), a.c1());
        fq2.subtract(adjoint.c1(), adjoint.c1(), s);
        fq2.square(adjoint.c2(), a.c1());
        fq2.multiply(s, a.c0(), a.c2());
        fq2.subtract(adjoint.c2(), adjoint.c2(), s);
        fq2.product(v0, a.c0(), adjoint.c0());
        fq2.product(v1, a.c2(), adjoint.c1());
        fq2.product(v2, a.c1(), adjoint.c2());
        fq2.addWide(v1, v1, v2);
        fq2.reduceWithNonResidue(s, v0, v1);
        fq2.inverse(s, s);
        scale(r, adjoint, s);
    }

    /** a b - zeta c d. */
    private void differenceOfProducts(Complex r, Complex a, Complex b, Complex c, Complex d) {
        fq2.negate(r, c);
        fq2.product(v0, a, b);
        fq2.product(v1, r, d);
        fq2.reduceWithNonResidue(r, v0, v1);
    }
}
