package dev.assay.verification.ecdsa;

/** Arithmetic modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1 (SP 800-186, section 3.2.1.3), straight-line over five limbs. */
final class P256Field extends CoordinateField {
    private static final int RADIX = 52;
    private static final long MASK = (1L << RADIX) - 1;
    /** The bits of the prime in the highest limb. */
    private static final int TOP = 48;

    static final P256Field INSTANCE = new P256Field();

    private P256Field() {
        super(NistCurve.P256.prime(), 5, RADIX);
    }

    @Override
    void add(long[] r, long[] a, long[] b) {
        fold(r, a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]);
    }

    @Override
    void subtract(long[] r, long[] a, long[] b) {
        fold(r, a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3], a[4] - b[4]);
    }

    /** Takes off what is beyond 2^256, or below 0, times the prime; leaves a little, so that nothing is negative. */
    private static void fold(long[] r, long s0, long s1, long s2, long s3, long s4) {
        long h = s4 - (1L << 18) >> TOP;
        carry(r, s0 + h, s1 - (h << 44), s2, s3 - (h << 36), s4 + (h << 16) - (h << TOP));
    }

    /** Brings all limbs but the highest below 2^RADIX. */
    private static void carry(long[] r, long t0, long t1, long t2, long t3, long t4) {
        r[0] = t0 & MASK;
        t1 += t0 >> RADIX;
        r[1] = t1 & MASK;
        t2 += t1 >> RADIX;
        r[2] = t2 & MASK;
        t3 += t2 >> RADIX;
        r[3] = t3 & MASK;
        t4 += t3 >> RADIX;
        r[4] = t4;
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
        long h0 = a0 << 64 - RADIX;
        long h1 = a1 << 64 - RADIX;
        long h2 = a2 << 64 - RADIX;
        long h3 = a3 << 64 - RADIX;
        long h4 = a4 << 64 - RADIX;
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        long t4 = 0;
        for (int i = 0; i < 5; i++) {
            long w = b[i];
            t0 += a0 * w & MASK;
            t1 += Math.unsignedMultiplyHigh(h0, w) + (a1 * w & MASK);
            t2 += Math.unsignedMultiplyHigh(h1, w) + (a2 * w & MASK);
            t3 += Math.unsignedMultiplyHigh(h2, w) + (a3 * w & MASK);
            t4 += Math.unsignedMultiplyHigh(h3, w) + (a4 * w & MASK);
            long t5 = Math.unsignedMultiplyHigh(h4, w);
            // -1/p = 1 modulo 2^RADIX, so that t + q p ends in a zero limb, with
            // q p = q (2^256 - 2^224 + 2^192 + 2^96) - q: shifts, each in the two limbs that it falls in.
            long q = t0 & MASK;
            t0 = t1 + (q << 44 & MASK) + (t0 >> RADIX);
            t1 = t2 + (q >>> 8);
            t2 = t3 + (q << 36 & MASK);
            t3 = t4 + (q >>> 16) + (q << 48 & MASK) - (q << 16 & MASK);
            t4 = t5 + (q >>> 4) - (q >>> 36);
        }
        carry(r, t0, t1, t2, t3, t4);
    }

    /** As the product, with each mixed pair once, and the columns all summed before the reduction. */
    @Override
    void square(long[] r, long[] a) {
        long a0 = a[0];
        long a1 = a[1];
        long a2 = a[2];
        long a3 = a[3];
        long a4 = a[4];
        long h0 = a0 << 64 - RADIX;
        long h1 = a1 << 64 - RADIX;
        long h2 = a2 << 64 - RADIX;
        long h3 = a3 << 64 - RADIX;
        long h4 = a4 << 64 - RADIX;
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
                                + Math.unsignedMultiplyHigh(h1, a3)
                                + (a1 * a4 & MASK)
                                + (a2 * a3 & MASK))
                + Math.unsignedMultiplyHigh(h2, a2);
        long t6 = 2 * (Math.unsignedMultiplyHigh(h1, a4) + Math.unsignedMultiplyHigh(h2, a3) + (a2 * a4 & MASK))
                + (a3 * a3 & MASK);
        long t7 = 2 * (Math.unsignedMultiplyHigh(h2, a4) + (a3 * a4 & MASK)) + Math.unsignedMultiplyHigh(h3, a3);
        long t8 = 2 * Math.unsignedMultiplyHigh(h3, a4) + (a4 * a4 & MASK);
        long t9 = Math.unsignedMultiplyHigh(h4, a4);
        long q0 = t0 & MASK;
        t1 += (q0 << 44 & MASK) + (t0 >> RADIX);
        t2 += q0 >>> 8;
        t3 += q0 << 36 & MASK;
        t4 += (q0 >>> 16) + (q0 << 48 & MASK) - (q0 << 16 & MASK);
        t5 += (q0 >>> 4) - (q0 >>> 36);
        long q1 = t1 & MASK;
        t2 += (q1 << 44 & MASK) + (t1 >> RADIX);
        t3 += q1 >>> 8;
        t4 += q1 << 36 & MASK;
        t5 += (q1 >>> 16) + (q1 << 48 & MASK) - (q1 << 16 & MASK);
        t6 += (q1 >>> 4) - (q1 >>> 36);
        long q2 = t2 & MASK;
        t3 += (q2 << 44 & MASK) + (t2 >> RADIX);
        t4 += q2 >>> 8;
        t5 += q2 << 36 & MASK;
        t6 += (q2 >>> 16) + (q2 << 48 & MASK) - (q2 << 16 & MASK);
        t7 += (q2 >>> 4) - (q2 >>> 36);
        long q3 = t3 & MASK;
        t4 += (q3 << 44 & MASK) + (t3 >> RADIX);
        t5 += q3 >>> 8;
        t6 += q3 << 36 & MASK;
        t7 += (q3 >>> 16) + (q3 << 48 & MASK) - (q3 << 16 & MASK);
        t8 += (q3 >>> 4) - (q3 >>> 36);
        long q4 = t4 & MASK;
        t5 += (q4 << 44 & MASK) + (t4 >> RADIX);
        t6 += q4 >>> 8;
        t7 += q4 << 36 & MASK;
        t8 += (q4 >>> 16) + (q4 << 48 & MASK) - (q4 << 16 & MASK);
        t9 += (q4 >>> 4) - (q4 >>> 36);
        carry(r, t5, t6, t7, t8, t9);
    }
}
