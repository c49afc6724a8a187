package dev.assay.verification.pairing;

import java.math.BigInteger;

/**
 * Seven limbs of 56 bits, for a prime of 381 bits. A product of two limbs is cut at bit 56: the part above is the high
 * word of the product of the factors shifted left, together by 8 bits; the sum of the parts below, for a column, is the sum
 * of the low words less what the parts above account for. So no sum here has a carry to be looked for. Straight-line, one
 * column a line: in loops the compiler keeps limbs in memory.
 */
final class LooseSevenLimbField extends LooseField {

    private static final int BITS = 56;
    private static final long MASK = (1L << BITS) - 1;

    /** How far the first and the second factor are shifted. */
    private static final int FIRST = 4;

    private static final int SECOND = 4;

    /** -1/q modulo 2^56. */
    private final long negatedInverse;

    /** 2^56 / (the highest limb of q, rounded up), rounded down. */
    private final long topReciprocal;

    /** The limbs of q, from -2^55 to 2^55 - 1, and shifted as second factors. */
    private final long m0;

    private final long m1;
    private final long m2;
    private final long m3;
    private final long m4;
    private final long m5;
    private final long m6;
    private final long k0;
    private final long k1;
    private final long k2;
    private final long k3;
    private final long k4;
    private final long k5;
    private final long k6;

    LooseSevenLimbField(PrimeField prime) {
        super(prime, BITS, 7);
        BigInteger word = BigInteger.ONE.shiftLeft(BITS);
        this.negatedInverse =
                prime.modulus().modInverse(word).negate().mod(word).longValue();
        long[] m = balanced(prime.modulus());
        this.m0 = m[0];
        this.m1 = m[1];
        this.m2 = m[2];
        this.m3 = m[3];
        this.m4 = m[4];
        this.m5 = m[5];
        this.m6 = m[6];
        this.k0 = m0 << SECOND;
        this.k1 = m1 << SECOND;
        this.k2 = m2 << SECOND;
        this.k3 = m3 << SECOND;
        this.k4 = m4 << SECOND;
        this.k5 = m5 << SECOND;
        this.k6 = m6 << SECOND;
        this.topReciprocal = (1L << BITS) / (prime.modulus().shiftRight(336).longValue() + 1);
    }

    private static long[] balanced(BigInteger number) {
        long[] limbs = new long[7];
        BigInteger rest = number;
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = rest.longValue() << Long.SIZE - BITS >> Long.SIZE - BITS;
            rest = rest.subtract(BigInteger.valueOf(limbs[i])).shiftRight(BITS);
        }
        return limbs;
    }

    private static long high(long a, long b) {
        return Math.multiplyHigh(a, b);
    }

    /** The parts below bit 56, added up: of a sum of products that are shifted as the second factor, and its parts above. */
    private static long low(long sum, long above) {
        return sum - (above << BITS + SECOND) >>> SECOND;
    }

    // One column a line.
    // spotless:off

    @Override
    void multiply(long[] wide, long[] a, long[] b) {
        long a0 = a[0], u0 = a0 << FIRST, b0 = b[0] << SECOND;
        long a1 = a[1], u1 = a1 << FIRST, b1 = b[1] << SECOND;
        long a2 = a[2], u2 = a2 << FIRST, b2 = b[2] << SECOND;
        long a3 = a[3], u3 = a3 << FIRST, b3 = b[3] << SECOND;
        long a4 = a[4], u4 = a4 << FIRST, b4 = b[4] << SECOND;
        long a5 = a[5], u5 = a5 << FIRST, b5 = b[5] << SECOND;
        long a6 = a[6], u6 = a6 << FIRST, b6 = b[6] << SECOND;
        long s, h, c;

        s = a0 * b0; h = high(u0, b0);
        wide[0] = low(s, h); c = h;
        s = a0 * b1 + a1 * b0; h = high(u0, b1) + high(u1, b0);
        c += low(s, h); wide[1] = c & MASK; c = h + (c >> BITS);
        s = a0 * b2 + a1 * b1 + a2 * b0; h = high(u0, b2) + high(u1, b1) + high(u2, b0);
        c += low(s, h); wide[2] = c & MASK; c = h + (c >> BITS);
        s = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0; h = high(u0, b3) + high(u1, b2) + high(u2, b1) + high(u3, b0);
        c += low(s, h); wide[3] = c & MASK; c = h + (c >> BITS);
        s = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0; h = high(u0, b4) + high(u1, b3) + high(u2, b2) + high(u3, b1) + high(u4, b0);
        c += low(s, h); wide[4] = c & MASK; c = h + (c >> BITS);
        s = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0; h = high(u0, b5) + high(u1, b4) + high(u2, b3) + high(u3, b2) + high(u4, b1) + high(u5, b0);
        c += low(s, h); wide[5] = c & MASK; c = h + (c >> BITS);
        s = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0; h = high(u0, b6) + high(u1, b5) + high(u2, b4) + high(u3, b3) + high(u4, b2) + high(u5, b1) + high(u6, b0);
        c += low(s, h); wide[6] = c & MASK; c = h + (c >> BITS);
        s = a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1; h = high(u1, b6) + high(u2, b5) + high(u3, b4) + high(u4, b3) + high(u5, b2) + high(u6, b1);
        c += low(s, h); wide[7] = c & MASK; c = h + (c >> BITS);
        s = a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2; h = high(u2, b6) + high(u3, b5) + high(u4, b4) + high(u5, b3) + high(u6, b2);
        c += low(s, h); wide[8] = c & MASK; c = h + (c >> BITS);
        s = a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3; h = high(u3, b6) + high(u4, b5) + high(u5, b4) + high(u6, b3);
        c += low(s, h); wide[9] = c & MASK; c = h + (c >> BITS);
        s = a4 * b6 + a5 * b5 + a6 * b4; h = high(u4, b6) + high(u5, b5) + high(u6, b4);
        c += low(s, h); wide[10] = c & MASK; c = h + (c >> BITS);
        s = a5 * b6 + a6 * b5; h = high(u5, b6) + high(u6, b5);
        c += low(s, h); wide[11] = c & MASK; c = h + (c >> BITS);
        s = a6 * b6; h = high(u6, b6);
        c += low(s, h); wide[12] = c & MASK; c = h + (c >> BITS);
        wide[13] = c;
    }

    /** For each of the lower columns the multiple of q that clears it. */
    @Override
    void reduce(long[] r, long[] wide) {
        long s, h, c;

        c = wide[0];
        long q0 = c * negatedInverse & MASK, p0 = q0 << FIRST, h0 = high(p0, k0);
        c = h0 + (c + low(q0 * k0, h0) >> BITS);
        s = q0 * k1; h = high(p0, k1);
        c += wide[1] + low(s, h);
        long q1 = c * negatedInverse & MASK, p1 = q1 << FIRST, h1 = high(p1, k0);
        c = h + h1 + (c + low(q1 * k0, h1) >> BITS);
        s = q0 * k2 + q1 * k1; h = high(p0, k2) + high(p1, k1);
        c += wide[2] + low(s, h);
        long q2 = c * negatedInverse & MASK, p2 = q2 << FIRST, h2 = high(p2, k0);
        c = h + h2 + (c + low(q2 * k0, h2) >> BITS);
        s = q0 * k3 + q1 * k2 + q2 * k1; h = high(p0, k3) + high(p1, k2) + high(p2, k1);
        c += wide[3] + low(s, h);
        long q3 = c * negatedInverse & MASK, p3 = q3 << FIRST, h3 = high(p3, k0);
        c = h + h3 + (c + low(q3 * k0, h3) >> BITS);
        s = q0 * k4 + q1 * k3 + q2 * k2 + q3 * k1; h = high(p0, k4) + high(p1, k3) + high(p2, k2) + high(p3, k1);
        c += wide[4] + low(s, h);
        long q4 = c * negatedInverse & MASK, p4 = q4 << FIRST, h4 = high(p4, k0);
        c = h + h4 + (c + low(q4 * k0, h4) >> BITS);
        s = q0 * k5 + q1 * k4 + q2 * k3 + q3 * k2 + q4 * k1; h = high(p0, k5) + high(p1, k4) + high(p2, k3) + high(p3, k2) + high(p4, k1);
        c += wide[5] + low(s, h);
        long q5 = c * negatedInverse & MASK, p5 = q5 << FIRST, h5 = high(p5, k0);
        c = h + h5 + (c + low(q5 * k0, h5) >> BITS);
        s = q0 * k6 + q1 * k5 + q2 * k4 + q3 * k3 + q4 * k2 + q5 * k1; h = high(p0, k6) + high(p1, k5) + high(p2, k4) + high(p3, k3) + high(p4, k2) + high(p5, k1);
        c += wide[6] + low(s, h);
        long q6 = c * negatedInverse & MASK, p6 = q6 << FIRST, h6 = high(p6, k0);
        c = h + h6 + (c + low(q6 * k0, h6) >> BITS);
        s = q1 * k6 + q2 * k5 + q3 * k4 + q4 * k3 + q5 * k2 + q6 * k1; h = high(p1, k6) + high(p2, k5) + high(p3, k4) + high(p4, k3) + high(p5, k2) + high(p6, k1);
        c += wide[7] + low(s, h);
        r[0] = c & MASK; c = h + (c >> BITS);
        s = q2 * k6 + q3 * k5 + q4 * k4 + q5 * k3 + q6 * k2; h = high(p2, k6) + high(p3, k5) + high(p4, k4) + high(p5, k3) + high(p6, k2);
        c += wide[8] + low(s, h);
        r[1] = c & MASK; c = h + (c >> BITS);
        s = q3 * k6 + q4 * k5 + q5 * k4 + q6 * k3; h = high(p3, k6) + high(p4, k5) + high(p5, k4) + high(p6, k3);
        c += wide[9] + low(s, h);
        r[2] = c & MASK; c = h + (c >> BITS);
        s = q4 * k6 + q5 * k5 + q6 * k4; h = high(p4, k6) + high(p5, k5) + high(p6, k4);
        c += wide[10] + low(s, h);
        r[3] = c & MASK; c = h + (c >> BITS);
        s = q5 * k6 + q6 * k5; h = high(p5, k6) + high(p6, k5);
        c += wide[11] + low(s, h);
        r[4] = c & MASK; c = h + (c >> BITS);
        s = q6 * k6; h = high(p6, k6);
        c += wide[12] + low(s, h);
        r[5] = c & MASK; c = h + (c >> BITS);
        r[6] = c + wide[13];
    }

    /** Subtracts a multiple of q, which the highest limb tells. */
    @Override
    void settle(long[] r, long[] a) {
        long k = a[6] * topReciprocal >> BITS, c;
        c = a[0] - k * m0; r[0] = c & MASK; c >>= BITS;
        c = c + a[1] - k * m1; r[1] = c & MASK; c >>= BITS;
        c = c + a[2] - k * m2; r[2] = c & MASK; c >>= BITS;
        c = c + a[3] - k * m3; r[3] = c & MASK; c >>= BITS;
        c = c + a[4] - k * m4; r[4] = c & MASK; c >>= BITS;
        c = c + a[5] - k * m5; r[5] = c & MASK; c >>= BITS;
        r[6] = c + a[6] - k * m6;
    }

    /** Adds q to an odd number. */
    @Override
    void halve(long[] r, long[] a) {
        long odd = -(a[0] & 1), c;
        long s0 = a[0] + (m0 & odd), s1 = a[1] + (m1 & odd), s2 = a[2] + (m2 & odd), s3 = a[3] + (m3 & odd), s4 = a[4] + (m4 & odd), s5 = a[5] + (m5 & odd), s6 = a[6] + (m6 & odd);
        c = (s0 >> 1) + ((s1 & 1) << BITS - 1); r[0] = c & MASK; c >>= BITS;
        c = c + (s1 >> 1) + ((s2 & 1) << BITS - 1); r[1] = c & MASK; c >>= BITS;
        c = c + (s2 >> 1) + ((s3 & 1) << BITS - 1); r[2] = c & MASK; c >>= BITS;
        c = c + (s3 >> 1) + ((s4 & 1) << BITS - 1); r[3] = c & MASK; c >>= BITS;
        c = c + (s4 >> 1) + ((s5 & 1) << BITS - 1); r[4] = c & MASK; c >>= BITS;
        c = c + (s5 >> 1) + ((s6 & 1) << BITS - 1); r[5] = c & MASK; c >>= BITS;
        r[6] = c + (s6 >> 1);
    }

    // spotless:on

    @Override
    void add(long[] r, long[] a, long[] b) {
        for (int i = 0; i < 7; i++) {
            r[i] = a[i] + b[i];
        }
    }

    @Override
    void subtract(long[] r, long[] a, long[] b) {
        for (int i = 0; i < 7; i++) {
            r[i] = a[i] - b[i];
        }
    }

    @Override
    void addWide(long[] r, long[] a, long[] b) {
        for (int i = 0; i < 14; i++) {
            r[i] = a[i] + b[i];
        }
    }

    @Override
    void subtractWide(long[] r, long[] a, long[] b) {
        for (int i = 0; i < 14; i++) {
            r[i] = a[i] - b[i];
        }
    }

    @Override
    void addMultipleWide(long[] r, long factor, long[] a) {
        for (int i = 0; i < 14; i++) {
            r[i] += factor * a[i];
        }
    }

    @Override
    void split(long[] r, long[] a, int ai) {
        r[0] = (a[ai + 0]) & MASK;
        r[1] = (a[ai + 0] >>> 56 | a[ai + 1] << 8) & MASK;
        r[2] = (a[ai + 1] >>> 48 | a[ai + 2] << 16) & MASK;
        r[3] = (a[ai + 2] >>> 40 | a[ai + 3] << 24) & MASK;
        r[4] = (a[ai + 3] >>> 32 | a[ai + 4] << 32) & MASK;
        r[5] = (a[ai + 4] >>> 24 | a[ai + 5] << 40) & MASK;
        r[6] = (a[ai + 5] >>> 16) & MASK;
    }
}
