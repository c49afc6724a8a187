package dev.assay.verification.pairing;

/** Arithmetic on {@link Fq6}. A result may overwrite an operand. Has scratch space, so each thread needs its own. */
final class SexticField {

    final QuadraticField fq2;
    private final long[] v0;
    private final long[] v1;
    private final long[] v2;
    private final long[] x01;
    private final long[] x02;
    private final long[] x12;
    private final long[] s;

    SexticField(QuadraticField fq2) {
        this.fq2 = fq2;
        this.v0 = fq2.element();
        this.v1 = fq2.element();
        this.v2 = fq2.element();
        this.x01 = fq2.element();
        this.x02 = fq2.element();
        this.x12 = fq2.element();
        this.s = fq2.element();
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
        fq2.multiply(v0, a.c0(), b.c0());
        fq2.multiply(v1, a.c1(), b.c1());
        fq2.multiply(v2, a.c2(), b.c2());
        cross(x01, a.c0(), a.c1(), b.c0(), b.c1(), v0, v1);
        cross(x02, a.c0(), a.c2(), b.c0(), b.c2(), v0, v2);
        cross(x12, a.c1(), a.c2(), b.c1(), b.c2(), v1, v2);
        fq2.timesNonResidue(x12, x12);
        fq2.timesNonResidue(v2, v2);
        fq2.add(r.c0(), v0, x12);
        fq2.add(r.c1(), x01, v2);
        fq2.add(r.c2(), x02, v1);
    }

    /** a0 b1 + a1 b0 = (a0 + a1)(b0 + b1) - v0 - v1, given v0 = a0 b0 and v1 = a1 b1. */
    private void cross(long[] r, long[] a0, long[] a1, long[] b0, long[] b1, long[] v0, long[] v1) {
        fq2.add(r, a0, a1);
        fq2.add(s, b0, b1);
        fq2.multiply(r, r, s);
        fq2.subtract(r, r, v0);
        fq2.subtract(r, r, v1);
    }

    /** Times {@code b0 + b1 v}. */
    void multiplySparse(Fq6 r, Fq6 a, long[] b0, long[] b1) {
        fq2.multiply(v0, a.c0(), b0);
        fq2.multiply(v1, a.c1(), b1);
        cross(x01, a.c0(), a.c1(), b0, b1, v0, v1);
        fq2.multiply(x12, a.c2(), b1);
        fq2.timesNonResidue(x12, x12);
        fq2.multiply(x02, a.c2(), b0);
        fq2.add(r.c0(), v0, x12);
        fq2.set(r.c1(), x01);
        fq2.add(r.c2(), x02, v1);
    }

    /** Times an element of the quadratic field. */
    void scale(Fq6 r, Fq6 a, long[] factor) {
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

    /** @throws ArithmeticException if {@code a} is zero */
    void inverse(Fq6 r, Fq6 a) {
        fq2.square(v0, a.c0());
        fq2.multiply(x12, a.c1(), a.c2());
        fq2.timesNonResidue(x12, x12);
        fq2.subtract(v0, v0, x12);
        fq2.square(v1, a.c2());
        fq2.timesNonResidue(v1, v1);
        fq2.multiply(x01, a.c0(), a.c1());
        fq2.subtract(v1, v1, x01);
        fq2.square(v2, a.c1());
        fq2.multiply(x02, a.c0(), a.c2());
        fq2.subtract(v2, v2, x02);
        fq2.multiply(x12, a.c2(), v1);
        fq2.multiply(x01, a.c1(), v2);
        fq2.add(x12, x12, x01);
        fq2.timesNonResidue(x12, x12);
        fq2.multiply(s, a.c0(), v0);
        fq2.add(s, s, x12);
        fq2.inverse(s, s);
        fq2.multiply(r.c0(), v0, s);
        fq2.multiply(r.c1(), v1, s);
        fq2.multiply(r.c2(), v2, s);
    }
}
