package dev.assay.bench.prove;

/**
 * The field multiplications that a part of a proof cannot do without, by the methods that are known: what a measured time
 * is compared with.
 */
final class Ceiling {

    /** An affine addition with a shared inversion: 5 multiplications and a square. */
    private static final double AFFINE_G1 = 6;
    /** The same over Fq2, where a product takes 3 multiplications of Fq, and a square 2. */
    private static final double AFFINE_G2 = 5 * 3 + 2;

    private static final int SCALAR_BITS = 254;

    private Ceiling() {}

    static double sumInG1(int log2) {
        return additions(log2) * AFFINE_G1;
    }

    static double sumInG2(int log2) {
        return additions(log2) * AFFINE_G2;
    }

    /** N. Pippenger's method with signed digits of the best length: each point once for each digit, each bucket twice. */
    private static double additions(int log2) {
        double least = Double.MAX_VALUE;
        for (int digitBits = 1; digitBits <= 24; digitBits++) {
            double digits = Math.ceil((SCALAR_BITS + 1.0) / digitBits);
            least = Math.min(least, digits * (Math.pow(2, log2) + 2 * Math.pow(2, digitBits - 1)));
        }
        return least;
    }

    /** Radix 2: one for each pair of values in each round. */
    static double transform(int log2) {
        return Math.pow(2, log2) / 2 * log2;
    }

    /** Six transforms, and the products of matrices and witness on the way, which are not counted. */
    static double quotient(int log2) {
        return 6 * transform(log2);
    }

    /** Four sums in G1 (A, B, C, H) and one in G2, and the quotient. */
    static double proof(int log2) {
        return 4 * sumInG1(log2) + sumInG2(log2) + quotient(log2);
    }
}
