package dev.assay.verification.pairing;

import java.math.BigInteger;

/**
 * Arithmetic modulo a prime below 2^254, straight-line over four limbs, by coarsely integrated operand scanning (Koç,
 * Acar, Kaliski, "Analyzing and Comparing Montgomery Multiplication Algorithms", 1996). With the two highest bits free
 * no row's carries overflow a limb, also where two products share one reduction.
 */
final class FourLimbField extends PrimeField {
    private final long m0;
    private final long m1;
    private final long m2;
    private final long m3;

    FourLimbField(BigInteger modulus) {
        super(modulus, 4);
        this.m0 = limb(modulus, 0);
        this.m1 = limb(modulus, 1);
        this.m2 = limb(modulus, 2);
        this.m3 = limb(modulus, 3);
    }

    @Override
    void add(long[] r, int ri, long[] a, int ai, long[] b, int bi) {
        long a0 = a[ai + 0];
        long b0 = b[bi + 0];
        long a1 = a[ai + 1];
        long b1 = b[bi + 1];
        long a2 = a[ai + 2];
        long b2 = b[bi + 2];
        long a3 = a[ai + 3];
        long b3 = b[bi + 3];
        long s0 = a0 + b0;
        long c = carry(a0, b0, s0);
        long s1 = a1 + b1 + c;
        c = carry(a1, b1, s1);
        long s2 = a2 + b2 + c;
        c = carry(a2, b2, s2);
        long s3 = a3 + b3 + c;
        reduceOnce(r, ri, s0, s1, s2, s3);
    }

    @Override
    void subtract(long[] r, int ri, long[] a, int ai, long[] b, int bi) {
        long a0 = a[ai + 0];
        long b0 = b[bi + 0];
        long a1 = a[ai + 1];
        long b1 = b[bi + 1];
        long a2 = a[ai + 2];
        long b2 = b[bi + 2];
        long a3 = a[ai + 3];
        long b3 = b[bi + 3];
        long d0 = a0 - b0;
        long c = borrow(a0, b0, d0);
        long d1 = a1 - b1 - c;
        c = borrow(a1, b1, d1);
        long d2 = a2 - b2 - c;
        c = borrow(a2, b2, d2);
        long d3 = a3 - b3 - c;
        long below = -borrow(a3, b3, d3);
        long n0 = m0 & below;
        long n1 = m1 & below;
        long n2 = m2 & below;
        long n3 = m3 & below;
        long s0 = d0 + n0;
        c = carry(d0, n0, s0);
        long s1 = d1 + n1 + c;
        c = carry(d1, n1, s1);
        long s2 = d2 + n2 + c;
        c = carry(d2, n2, s2);
        long s3 = d3 + n3 + c;
        r[ri + 0] = s0;
        r[ri + 1] = s1;
        r[ri + 2] = s2;
        r[ri + 3] = s3;
    }

    @Override
    void halve(long[] r, int ri, long[] a, int ai) {
        long odd = -(a[ai] & 1);
        long a0 = a[ai + 0];
        long n0 = m0 & odd;
        long a1 = a[ai + 1];
        long n1 = m1 & odd;
        long a2 = a[ai + 2];
        long n2 = m2 & odd;
        long a3 = a[ai + 3];
        long n3 = m3 & odd;
        long s0 = a0 + n0;
        long c = carry(a0, n0, s0);
        long s1 = a1 + n1 + c;
        c = carry(a1, n1, s1);
        long s2 = a2 + n2 + c;
        c = carry(a2, n2, s2);
        long s3 = a3 + n3 + c;
        r[ri + 0] = s0 >>> 1 | s1 << 63;
        r[ri + 1] = s1 >>> 1 | s2 << 63;
        r[ri + 2] = s2 >>> 1 | s3 << 63;
        r[ri + 3] = s3 >>> 1;
    }

    @Override
    void multiply(long[] r, int ri, long[] a, int ai, long[] b, int bi) {
        long a0 = a[ai + 0];
        long a1 = a[ai + 1];
        long a2 = a[ai + 2];
        long a3 = a[ai + 3];
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        for (int i = 0; i < 4; i++) {
            long w = b[bi + i];
            long lo = a0 * w;
            long s = t0 + lo;
            long rowCarry = Math.unsignedMultiplyHigh(a0, w) + wraps(lo, s);
            // This multiple of the modulus makes the lowest limb zero.
            long q = s * negatedInverse;
            lo = q * m0;
            long reductionCarry = Math.unsignedMultiplyHigh(q, m0) + wraps(lo, s + lo);

            lo = a1 * w;
            long p = t1 + rowCarry;
            s = p + lo;
            rowCarry = Math.unsignedMultiplyHigh(a1, w) + wraps(rowCarry, p) + wraps(lo, s);
            lo = q * m1;
            p = s + reductionCarry;
            t0 = p + lo;
            reductionCarry = Math.unsignedMultiplyHigh(q, m1) + wraps(reductionCarry, p) + wraps(lo, t0);

            lo = a2 * w;
            p = t2 + rowCarry;
            s = p + lo;
            rowCarry = Math.unsignedMultiplyHigh(a2, w) + wraps(rowCarry, p) + wraps(lo, s);
            lo = q * m2;
            p = s + reductionCarry;
            t1 = p + lo;
            reductionCarry = Math.unsignedMultiplyHigh(q, m2) + wraps(reductionCarry, p) + wraps(lo, t1);

            lo = a3 * w;
            p = t3 + rowCarry;
            s = p + lo;
            rowCarry = Math.unsignedMultiplyHigh(a3, w) + wraps(rowCarry, p) + wraps(lo, s);
            lo = q * m3;
            p = s + reductionCarry;
            t2 = p + lo;
            reductionCarry = Math.unsignedMultiplyHigh(q, m3) + wraps(reductionCarry, p) + wraps(lo, t2);
            t3 = rowCarry + reductionCarry;
        }
        reduceOnce(r, ri, t0, t1, t2, t3);
    }

    @Override
    void sumOfProducts(long[] r, int ri, long[] a, int ai, long[] b, int bi, long[] c, int ci, long[] d, int di) {
        sumOfProducts(r, ri, a, ai, b, bi, c[ci + 0], c[ci + 1], c[ci + 2], c[ci + 3], d, di);
    }

    @Override
    void differenceOfProducts(
            long[] r, int ri, long[] a, int ai, long[] b, int bi, long[] c, int ci, long[] d, int di) {
        long c0 = c[ci + 0];
        long c1 = c[ci + 1];
        long c2 = c[ci + 2];
        long c3 = c[ci + 3];
        long n0 = m0 - c0;
        long k = borrow(m0, c0, n0);
        long n1 = m1 - c1 - k;
        k = borrow(m1, c1, n1);
        long n2 = m2 - c2 - k;
        k = borrow(m2, c2, n2);
        long n3 = m3 - c3 - k;
        sumOfProducts(r, ri, a, ai, b, bi, n0, n1, n2, n3, d, di);
    }

    /** a b + c d, where c may be the modulus itself: three rows at once, of which the third reduces. */
    private void sumOfProducts(
            long[] r,
            int ri,
            long[] a,
            int ai,
            long[] b,
            int bi,
            long c0,
            long c1,
            long c2,
            long c3,
            long[] d,
            int di) {
        long a0 = a[ai + 0];
        long a1 = a[ai + 1];
        long a2 = a[ai + 2];
        long a3 = a[ai + 3];
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        for (int i = 0; i < 4; i++) {
            long w = b[bi + i];
            long x = d[di + i];
            long lo = a0 * w;
            long s = t0 + lo;
            long firstCarry = Math.unsignedMultiplyHigh(a0, w) + wraps(lo, s);
            lo = c0 * x;
            s += lo;
            long secondCarry = Math.unsignedMultiplyHigh(c0, x) + wraps(lo, s);
            long q = s * negatedInverse;
            lo = q * m0;
            long reductionCarry = Math.unsignedMultiplyHigh(q, m0) + wraps(lo, s + lo);

            lo = a1 * w;
            long p = t1 + firstCarry;
            s = p + lo;
            firstCarry = Math.unsignedMultiplyHigh(a1, w) + wraps(firstCarry, p) + wraps(lo, s);
            lo = c1 * x;
            p = s + secondCarry;
            s = p + lo;
            secondCarry = Math.unsignedMultiplyHigh(c1, x) + wraps(secondCarry, p) + wraps(lo, s);
            lo = q * m1;
            p = s + reductionCarry;
            t0 = p + lo;
            reductionCarry = Math.unsignedMultiplyHigh(q, m1) + wraps(reductionCarry, p) + wraps(lo, t0);

            lo = a2 * w;
            p = t2 + firstCarry;
            s = p + lo;
            firstCarry = Math.unsignedMultiplyHigh(a2, w) + wraps(firstCarry, p) + wraps(lo, s);
            lo = c2 * x;
            p = s + secondCarry;
            s = p + lo;
            secondCarry = Math.unsignedMultiplyHigh(c2, x) + wraps(secondCarry, p) + wraps(lo, s);
            lo = q * m2;
            p = s + reductionCarry;
            t1 = p + lo;
            reductionCarry = Math.unsignedMultiplyHigh(q, m2) + wraps(reductionCarry, p) + wraps(lo, t1);

            lo = a3 * w;
            p = t3 + firstCarry;
            s = p + lo;
            firstCarry = Math.unsignedMultiplyHigh(a3, w) + wraps(firstCarry, p) + wraps(lo, s);
            lo = c3 * x;
            p = s + secondCarry;
            s = p + lo;
            secondCarry = Math.unsignedMultiplyHigh(c3, x) + wraps(secondCarry, p) + wraps(lo, s);
            lo = q * m3;
            p = s + reductionCarry;
            t2 = p + lo;
            reductionCarry = Math.unsignedMultiplyHigh(q, m3) + wraps(reductionCarry, p) + wraps(lo, t2);
            t3 = firstCarry + secondCarry + reductionCarry;
        }
        reduceOnce(r, ri, t0, t1, t2, t3);
    }

    /** The residue of a number below twice the modulus. */
    private void reduceOnce(long[] r, int ri, long s0, long s1, long s2, long s3) {
        long d0 = s0 - m0;
        long c = borrow(s0, m0, d0);
        long d1 = s1 - m1 - c;
        c = borrow(s1, m1, d1);
        long d2 = s2 - m2 - c;
        c = borrow(s2, m2, d2);
        long d3 = s3 - m3 - c;
        long keep = -borrow(s3, m3, d3);
        r[ri + 0] = d0 ^ ((d0 ^ s0) & keep);
        r[ri + 1] = d1 ^ ((d1 ^ s1) & keep);
        r[ri + 2] = d2 ^ ((d2 ^ s2) & keep);
        r[ri + 3] = d3 ^ ((d3 ^ s3) & keep);
    }
}
