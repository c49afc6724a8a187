package dev.assay.verification.pairing;

import java.math.BigInteger;

/**
 * Arithmetic modulo a prime below 2^382, straight-line over six limbs, by coarsely integrated operand scanning (Koç,
 * Acar, Kaliski, "Analyzing and Comparing Montgomery Multiplication Algorithms", 1996). With the two highest bits free
 * no row's carries overflow a limb, also where two products share one reduction. The rows are written out: in a loop
 * the compiler keeps limbs in memory, and takes a quarter longer.
 */
final class SixLimbField extends PrimeField {

    private final long m0;
    private final long m1;
    private final long m2;
    private final long m3;
    private final long m4;
    private final long m5;

    SixLimbField(BigInteger modulus) {
        super(modulus, 6);
        this.m0 = limb(modulus, 0);
        this.m1 = limb(modulus, 1);
        this.m2 = limb(modulus, 2);
        this.m3 = limb(modulus, 3);
        this.m4 = limb(modulus, 4);
        this.m5 = limb(modulus, 5);
    }

    // One limb a line.
    // spotless:off

    @Override
    public void add(long[] r, int ri, long[] a, int ai, long[] b, int bi) {
        long b0 = b[bi], s0 = a[ai] + b0, c = wraps(b0, s0), p;
        long b1 = b[bi + 1]; p = a[ai + 1] + b1; long s1 = p + c; c = wraps(b1, p) + wraps(c, s1);
        long b2 = b[bi + 2]; p = a[ai + 2] + b2; long s2 = p + c; c = wraps(b2, p) + wraps(c, s2);
        long b3 = b[bi + 3]; p = a[ai + 3] + b3; long s3 = p + c; c = wraps(b3, p) + wraps(c, s3);
        long b4 = b[bi + 4]; p = a[ai + 4] + b4; long s4 = p + c; c = wraps(b4, p) + wraps(c, s4);
        reduceOnce(r, ri, s0, s1, s2, s3, s4, a[ai + 5] + b[bi + 5] + c);
    }

    @Override
    public void subtract(long[] r, int ri, long[] a, int ai, long[] b, int bi) {
        long a0 = a[ai], b0 = b[bi], d0 = a0 - b0, c = wraps(b0, a0), p;
        long a1 = a[ai + 1], b1 = b[bi + 1]; p = a1 - b1; long d1 = p - c; c = wraps(b1, a1) + wraps(c, p);
        long a2 = a[ai + 2], b2 = b[bi + 2]; p = a2 - b2; long d2 = p - c; c = wraps(b2, a2) + wraps(c, p);
        long a3 = a[ai + 3], b3 = b[bi + 3]; p = a3 - b3; long d3 = p - c; c = wraps(b3, a3) + wraps(c, p);
        long a4 = a[ai + 4], b4 = b[bi + 4]; p = a4 - b4; long d4 = p - c; c = wraps(b4, a4) + wraps(c, p);
        long d5 = a[ai + 5] - b[bi + 5] - c;
        addMasked(r, ri, d0, d1, d2, d3, d4, d5, d5 >> 63);
    }

    @Override
    public void set(long[] r, int ri, long[] a, int ai) {
        r[ri + 0] = a[ai + 0];
        r[ri + 1] = a[ai + 1];
        r[ri + 2] = a[ai + 2];
        r[ri + 3] = a[ai + 3];
        r[ri + 4] = a[ai + 4];
        r[ri + 5] = a[ai + 5];
    }

    @Override
    void halve(long[] r, int ri, long[] a, int ai) {
        addMasked(r, ri, a[ai + 0], a[ai + 1], a[ai + 2], a[ai + 3], a[ai + 4], a[ai + 5], -(a[ai] & 1));
        r[ri + 0] = r[ri + 0] >>> 1 | r[ri + 1] << 63;
        r[ri + 1] = r[ri + 1] >>> 1 | r[ri + 2] << 63;
        r[ri + 2] = r[ri + 2] >>> 1 | r[ri + 3] << 63;
        r[ri + 3] = r[ri + 3] >>> 1 | r[ri + 4] << 63;
        r[ri + 4] = r[ri + 4] >>> 1 | r[ri + 5] << 63;
        r[ri + 5] >>>= 1;
    }

    /** A row for each limb of b: its product with a, and the multiple of the modulus that clears the lowest limb. */
    @Override
    public void multiply(long[] r, int ri, long[] a, int ai, long[] b, int bi) {
        long a0 = a[ai + 0], a1 = a[ai + 1], a2 = a[ai + 2], a3 = a[ai + 3], a4 = a[ai + 4], a5 = a[ai + 5];
        long w, lo, p, s, q, abCarry, qmCarry;
        long t0, t1, t2, t3, t4, t5;

        w = b[bi + 0];
        s = a0 * w; abCarry = high(a0, w);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; s = abCarry + lo; abCarry = high(a1, w) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; s = abCarry + lo; abCarry = high(a2, w) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; s = abCarry + lo; abCarry = high(a3, w) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; s = abCarry + lo; abCarry = high(a4, w) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; s = abCarry + lo; abCarry = high(a5, w) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + qmCarry;

        w = b[bi + 1];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + qmCarry;

        w = b[bi + 2];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + qmCarry;

        w = b[bi + 3];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + qmCarry;

        w = b[bi + 4];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + qmCarry;

        w = b[bi + 5];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + qmCarry;
        reduceOnce(r, ri, t0, t1, t2, t3, t4, t5);
    }

    @Override
    public void sumOfProducts(long[] r, int ri, long[] a, int ai, long[] b, int bi, long[] c, int ci, long[] d, int di) {
        sumOfProducts(r, ri, a, ai, b, bi, c[ci + 0], c[ci + 1], c[ci + 2], c[ci + 3], c[ci + 4], c[ci + 5], d, di);
    }

    @Override
    void differenceOfProducts(
            long[] r, int ri, long[] a, int ai, long[] b, int bi, long[] c, int ci, long[] d, int di) {
        long c0 = c[ci], n0 = m0 - c0, k = wraps(c0, m0), p;
        long c1 = c[ci + 1]; p = m1 - c1; long n1 = p - k; k = wraps(c1, m1) + wraps(k, p);
        long c2 = c[ci + 2]; p = m2 - c2; long n2 = p - k; k = wraps(c2, m2) + wraps(k, p);
        long c3 = c[ci + 3]; p = m3 - c3; long n3 = p - k; k = wraps(c3, m3) + wraps(k, p);
        long c4 = c[ci + 4]; p = m4 - c4; long n4 = p - k; k = wraps(c4, m4) + wraps(k, p);
        sumOfProducts(r, ri, a, ai, b, bi, n0, n1, n2, n3, n4, m5 - c[ci + 5] - k, d, di);
    }

    /** a b + c d, where c may be the modulus itself: both rows share the multiple of the modulus. */
    private void sumOfProducts(
            long[] r, int ri, long[] a, int ai, long[] b, int bi,
            long c0, long c1, long c2, long c3, long c4, long c5, long[] d, int di) {
        long a0 = a[ai + 0], a1 = a[ai + 1], a2 = a[ai + 2], a3 = a[ai + 3], a4 = a[ai + 4], a5 = a[ai + 5];
        long w, x, lo, p, s, q, abCarry, cdCarry, qmCarry;
        long t0, t1, t2, t3, t4, t5;

        w = b[bi + 0]; x = d[di + 0];
        s = a0 * w; abCarry = high(a0, w);
        lo = c0 * x; s += lo; cdCarry = high(c0, x) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; s = abCarry + lo; abCarry = high(a1, w) + wraps(lo, s);
        lo = c1 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c1, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; s = abCarry + lo; abCarry = high(a2, w) + wraps(lo, s);
        lo = c2 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c2, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; s = abCarry + lo; abCarry = high(a3, w) + wraps(lo, s);
        lo = c3 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c3, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; s = abCarry + lo; abCarry = high(a4, w) + wraps(lo, s);
        lo = c4 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c4, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; s = abCarry + lo; abCarry = high(a5, w) + wraps(lo, s);
        lo = c5 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c5, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + cdCarry + qmCarry;

        w = b[bi + 1]; x = d[di + 1];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        lo = c0 * x; s += lo; cdCarry = high(c0, x) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c1 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c1, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c2 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c2, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c3 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c3, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c4 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c4, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c5 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c5, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + cdCarry + qmCarry;

        w = b[bi + 2]; x = d[di + 2];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        lo = c0 * x; s += lo; cdCarry = high(c0, x) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c1 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c1, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c2 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c2, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c3 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c3, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c4 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c4, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c5 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c5, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + cdCarry + qmCarry;

        w = b[bi + 3]; x = d[di + 3];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        lo = c0 * x; s += lo; cdCarry = high(c0, x) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c1 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c1, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c2 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c2, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c3 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c3, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c4 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c4, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c5 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c5, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + cdCarry + qmCarry;

        w = b[bi + 4]; x = d[di + 4];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        lo = c0 * x; s += lo; cdCarry = high(c0, x) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c1 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c1, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c2 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c2, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c3 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c3, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c4 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c4, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c5 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c5, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + cdCarry + qmCarry;

        w = b[bi + 5]; x = d[di + 5];
        lo = a0 * w; s = t0 + lo; abCarry = high(a0, w) + wraps(lo, s);
        lo = c0 * x; s += lo; cdCarry = high(c0, x) + wraps(lo, s);
        q = s * negatedInverse; qmCarry = high(q, m0) + (s == 0 ? 0L : 1L);
        lo = a1 * w; p = t1 + abCarry; s = p + lo; abCarry = high(a1, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c1 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c1, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m1; p = s + qmCarry; t0 = p + lo; qmCarry = high(q, m1) + wraps(qmCarry, p) + wraps(lo, t0);
        lo = a2 * w; p = t2 + abCarry; s = p + lo; abCarry = high(a2, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c2 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c2, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m2; p = s + qmCarry; t1 = p + lo; qmCarry = high(q, m2) + wraps(qmCarry, p) + wraps(lo, t1);
        lo = a3 * w; p = t3 + abCarry; s = p + lo; abCarry = high(a3, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c3 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c3, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m3; p = s + qmCarry; t2 = p + lo; qmCarry = high(q, m3) + wraps(qmCarry, p) + wraps(lo, t2);
        lo = a4 * w; p = t4 + abCarry; s = p + lo; abCarry = high(a4, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c4 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c4, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m4; p = s + qmCarry; t3 = p + lo; qmCarry = high(q, m4) + wraps(qmCarry, p) + wraps(lo, t3);
        lo = a5 * w; p = t5 + abCarry; s = p + lo; abCarry = high(a5, w) + wraps(abCarry, p) + wraps(lo, s);
        lo = c5 * x; p = s + cdCarry; s = p + lo; cdCarry = high(c5, x) + wraps(cdCarry, p) + wraps(lo, s);
        lo = q * m5; p = s + qmCarry; t4 = p + lo; qmCarry = high(q, m5) + wraps(qmCarry, p) + wraps(lo, t4);
        t5 = abCarry + cdCarry + qmCarry;
        reduceOnce(r, ri, t0, t1, t2, t3, t4, t5);
    }

    /** The residue of a number below twice the modulus. */
    private void reduceOnce(long[] r, int ri, long s0, long s1, long s2, long s3, long s4, long s5) {
        long d0 = s0 - m0, c = wraps(m0, s0), p;
        p = s1 - m1; long d1 = p - c; c = wraps(m1, s1) + wraps(c, p);
        p = s2 - m2; long d2 = p - c; c = wraps(m2, s2) + wraps(c, p);
        p = s3 - m3; long d3 = p - c; c = wraps(m3, s3) + wraps(c, p);
        p = s4 - m4; long d4 = p - c; c = wraps(m4, s4) + wraps(c, p);
        long d5 = s5 - m5 - c, keep = d5 >> 63;
        r[ri + 0] = d0 ^ ((d0 ^ s0) & keep);
        r[ri + 1] = d1 ^ ((d1 ^ s1) & keep);
        r[ri + 2] = d2 ^ ((d2 ^ s2) & keep);
        r[ri + 3] = d3 ^ ((d3 ^ s3) & keep);
        r[ri + 4] = d4 ^ ((d4 ^ s4) & keep);
        r[ri + 5] = d5 ^ ((d5 ^ s5) & keep);
    }

    /** s, plus the modulus where the mask is all ones. */
    private void addMasked(long[] r, int ri, long s0, long s1, long s2, long s3, long s4, long s5, long mask) {
        long n0 = m0 & mask, r0 = s0 + n0, c = wraps(n0, r0), p;
        long n1 = m1 & mask; p = s1 + n1; long r1 = p + c; c = wraps(n1, p) + wraps(c, r1);
        long n2 = m2 & mask; p = s2 + n2; long r2 = p + c; c = wraps(n2, p) + wraps(c, r2);
        long n3 = m3 & mask; p = s3 + n3; long r3 = p + c; c = wraps(n3, p) + wraps(c, r3);
        long n4 = m4 & mask; p = s4 + n4; long r4 = p + c; c = wraps(n4, p) + wraps(c, r4);
        r[ri + 5] = s5 + (m5 & mask) + c;
        r[ri + 0] = r0;
        r[ri + 1] = r1;
        r[ri + 2] = r2;
        r[ri + 3] = r3;
        r[ri + 4] = r4;
    }

    // spotless:on
}
