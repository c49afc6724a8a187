package dev.assay.verification.ecdsa;

/** Arithmetic modulo p = 2^384 - 2^128 - 2^96 + 2^32 - 1 (SP 800-186, section 3.2.1.4), straight-line over seven limbs. */
final class P384Field extends CoordinateField {
    private static final int RADIX = 56;
    private static final long MASK = (1L << RADIX) - 1;
    /** The bits of the prime in the highest limb. */
    private static final int TOP = 48;

    static final P384Field INSTANCE = new P384Field();

    private P384Field() {
        super(NistCurve.P384.prime(), 7, RADIX);
    }

    @Override
    void add(long[] r, long[] a, long[] b) {
        fold(r, a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4], a[5] + b[5], a[6] + b[6]);
    }

    @Override
    void subtract(long[] r, long[] a, long[] b) {
        fold(r, a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3], a[4] - b[4], a[5] - b[5], a[6] - b[6]);
    }

    /** Takes off what is beyond 2^384, or below 0, times the prime; leaves a little, so that nothing is negative. */
    private static void fold(long[] r, long s0, long s1, long s2, long s3, long s4, long s5, long s6) {
        long h = s6 - 2 >> TOP;
        carry(r, s0 + h - (h << 32), s1 + (h << 40), s2 + (h << 16), s3, s4, s5, s6 - (h << TOP));
    }

    /** Brings all limbs but the highest below 2^RADIX. */
    private static void carry(long[] r, long t0, long t1, long t2, long t3, long t4, long t5, long t6) {
        r[0] = t0 & MASK;
        t1 += t0 >> RADIX;
        r[1] = t1 & MASK;
        t2 += t1 >> RADIX;
        r[2] = t2 & MASK;
        t3 += t2 >> RADIX;
        r[3] = t3 & MASK;
        t4 += t3 >> RADIX;
        r[4] = t4 & MASK;
        t5 += t4 >> RADIX;
        r[5] = t5 & MASK;
        t6 += t5 >> RADIX;
        r[6] = t6;
    }

    /**
     * The product, row by row, of which each is reduced at once. A column collects less than 32 terms of RADIX bits: it
     * has no carry before its end. With R sixteen times p or more, no modulus is left to take off.
     */
    @Override
    void multiply(long[] r, long[] a, long[] b) {
        long a0 = a[0];
        long a1 = a[1];
        long a2 = a[2];
        long a3 = a[3];
        long a4 = a[4];
        long a5 = a[5];
        long a6 = a[6];
        long h0 = a0 << 64 - RADIX;
        long h1 = a1 << 64 - RADIX;
        long h2 = a2 << 64 - RADIX;
        long h3 = a3 << 64 - RADIX;
        long h4 = a4 << 64 - RADIX;
        long h5 = a5 << 64 - RADIX;
        long h6 = a6 << 64 - RADIX;
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        long t4 = 0;
        long t5 = 0;
        long t6 = 0;
        for (int i = 0; i < 7; i++) {
            long w = b[i];
            t0 += a0 * w & MASK;
            t1 += Math.unsignedMultiplyHigh(h0, w) + (a1 * w & MASK);
            t2 += Math.unsignedMultiplyHigh(h1, w) + (a2 * w & MASK);
            t3 += Math.unsignedMultiplyHigh(h2, w) + (a3 * w & MASK);
            t4 += Math.unsignedMultiplyHigh(h3, w) + (a4 * w & MASK);
            t5 += Math.unsignedMultiplyHigh(h4, w) + (a5 * w & MASK);
            t6 += Math.unsignedMultiplyHigh(h5, w) + (a6 * w & MASK);
            long t7 = Math.unsignedMultiplyHigh(h6, w);
            // -1/p = 2^32 + 1 modulo 2^RADIX, so that t + q p ends in a zero limb, with
            // q p = q (2^384 - 2^128 - 2^96 + 2^32) - q: shifts, each in the two limbs that it falls in.
            long q = t0 + (t0 << 32) & MASK;
            t0 = t1 + (q >>> 24) - (q << 40 & MASK) + (t0 + (q << 32 & MASK) - q >> RADIX);
            t1 = t2 - (q >>> 16) - (q << 16 & MASK);
            t2 = t3 - (q >>> 40);
            t3 = t4;
            t4 = t5;
            t5 = t6 + (q << 48 & MASK);
            t6 = t7 + (q >>> 8);
        }
        carry(r, t0, t1, t2, t3, t4, t5, t6);
    }

    /** As the product, with each mixed pair once, and the columns all summed before the reduction. */
    @Override
    void square(long[] r, long[] a) {
        long a0 = a[0];
        long a1 = a[1];
        long a2 = a[2];
        long a3 = a[3];
        long a4 = a[4];
        long a5 = a[5];
        long a6 = a[6];
        long h0 = a0 << 64 - RADIX;
        long h1 = a1 << 64 - RADIX;
        long h2 = a2 << 64 - RADIX;
        long h3 = a3 << 64 - RADIX;
        long h4 = a4 << 64 - RADIX;
        long h5 = a5 << 64 - RADIX;
        long h6 = a6 << 64 - RADIX;
        long t0 = (a0 * a0 & MASK);
        long t1 = 2 * (a0 * a1 & MASK) + Math.unsignedMultiplyHigh(h0, a0);
        long t2 = 2 * (Math.unsignedMultiplyHigh(h0, a1) + (a0 * a2 & MASK)) + (a1 * a1 & MASK);
        long t3 = 2 * (Math.unsignedMultiplyHigh(h0, a2) + (a0 * a3 & MASK) + (a1 * a2 & MASK))
                + Math.unsignedMultiplyHigh(h1, a1);
        long t4 = 2
                        * (Math.unsignedMultiplyHigh(h0, a3)
                                + (a0 * a4 & MASK)
                                + Math.unsignedMultiplyHigh(h1, a2)
                                + (a1 * a3 & MASK))
                + (a2 * a2 & MASK);
        long t5 = 2
                        * (Math.unsignedMultiplyHigh(h0, a4)
                                + (a0 * a5 & MASK)
                                + Math.unsignedMultiplyHigh(h1, a3)
                                + (a1 * a4 & MASK)
                                + (a2 * a3 & MASK))
                + Math.unsignedMultiplyHigh(h2, a2);
        long t6 = 2
                        * (Math.unsignedMultiplyHigh(h0, a5)
                                + (a0 * a6 & MASK)
                                + Math.unsignedMultiplyHigh(h1, a4)
                                + (a1 * a5 & MASK)
                                + Math.unsignedMultiplyHigh(h2, a3)
                                + (a2 * a4 & MASK))
                + (a3 * a3 & MASK);
        long t7 = 2
                        * (Math.unsignedMultiplyHigh(h0, a6)
                                + Math.unsignedMultiplyHigh(h1, a5)
                                + (a1 * a6 & MASK)
                                + Math.unsignedMultiplyHigh(h2, a4)
                                + (a2 * a5 & MASK)
                                + (a3 * a4 & MASK))
                + Math.unsignedMultiplyHigh(h3, a3);
        long t8 = 2
                        * (Math.unsignedMultiplyHigh(h1, a6)
                                + Math.unsignedMultiplyHigh(h2, a5)
                                + (a2 * a6 & MASK)
                                + Math.unsignedMultiplyHigh(h3, a4)
                                + (a3 * a5 & MASK))
                + (a4 * a4 & MASK);
        long t9 = 2
                        * (Math.unsignedMultiplyHigh(h2, a6)
                                + Math.unsignedMultiplyHigh(h3, a5)
                                + (a3 * a6 & MASK)
                                + (a4 * a5 & MASK))
                + Math.unsignedMultiplyHigh(h4, a4);
        long t10 = 2 * (Math.unsignedMultiplyHigh(h3, a6) + Math.unsignedMultiplyHigh(h4, a5) + (a4 * a6 & MASK))
                + (a5 * a5 & MASK);
        long t11 = 2 * (Math.unsignedMultiplyHigh(h4, a6) + (a5 * a6 & MASK)) + Math.unsignedMultiplyHigh(h5, a5);
        long t12 = 2 * Math.unsignedMultiplyHigh(h5, a6) + (a6 * a6 & MASK);
        long t13 = Math.unsignedMultiplyHigh(h6, a6);
        long q0 = t0 + (t0 << 32) & MASK;
        t1 += (q0 >>> 24) - (q0 << 40 & MASK) + (t0 + (q0 << 32 & MASK) - q0 >> RADIX);
        t2 -= (q0 >>> 16) + (q0 << 16 & MASK);
        t3 -= q0 >>> 40;
        t6 += q0 << 48 & MASK;
        t7 += q0 >>> 8;
        long q1 = t1 + (t1 << 32) & MASK;
        t2 += (q1 >>> 24) - (q1 << 40 & MASK) + (t1 + (q1 << 32 & MASK) - q1 >> RADIX);
        t3 -= (q1 >>> 16) + (q1 << 16 & MASK);
        t4 -= q1 >>> 40;
        t7 += q1 << 48 & MASK;
        t8 += q1 >>> 8;
        long q2 = t2 + (t2 << 32) & MASK;
        t3 += (q2 >>> 24) - (q2 << 40 & MASK) + (t2 + (q2 << 32 & MASK) - q2 >> RADIX);
        t4 -= (q2 >>> 16) + (q2 << 16 & MASK);
        t5 -= q2 >>> 40;
        t8 += q2 << 48 & MASK;
        t9 += q2 >>> 8;
        long q3 = t3 + (t3 << 32) & MASK;
        t4 += (q3 >>> 24) - (q3 << 40 & MASK) + (t3 + (q3 << 32 & MASK) - q3 >> RADIX);
        t5 -= (q3 >>> 16) + (q3 << 16 & MASK);
        t6 -= q3 >>> 40;
        t9 += q3 << 48 & MASK;
        t10 += q3 >>> 8;
        long q4 = t4 + (t4 << 32) & MASK;
        t5 += (q4 >>> 24) - (q4 << 40 & MASK) + (t4 + (q4 << 32 & MASK) - q4 >> RADIX);
        t6 -= (q4 >>> 16) + (q4 << 16 & MASK);
        t7 -= q4 >>> 40;
        t10 += q4 << 48 & MASK;
        t11 += q4 >>> 8;
        long q5 = t5 + (t5 << 32) & MASK;
        t6 += (q5 >>> 24) - (q5 << 40 & MASK) + (t5 + (q5 << 32 & MASK) - q5 >> RADIX);
        t7 -= (q5 >>> 16) + (q5 << 16 & MASK);
        t8 -= q5 >>> 40;
        t11 += q5 << 48 & MASK;
        t12 += q5 >>> 8;
        long q6 = t6 + (t6 << 32) & MASK;
        t7 += (q6 >>> 24) - (q6 << 40 & MASK) + (t6 + (q6 << 32 & MASK) - q6 >> RADIX);
        t8 -= (q6 >>> 16) + (q6 << 16 & MASK);
        t9 -= q6 >>> 40;
        t12 += q6 << 48 & MASK;
        t13 += q6 >>> 8;
        carry(r, t7, t8, t9, t10, t11, t12, t13);
    }
}
