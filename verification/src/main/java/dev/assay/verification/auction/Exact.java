package dev.assay.verification.auction;

import java.math.BigInteger;

/** Whole numbers that are never negative and stop at {@link Long#MAX_VALUE} instead of running over. */
final class Exact {

    private Exact() {}

    /** a b / c, rounded down. */
    static long mulDiv(long a, long b, long c) {
        if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
            return a * b / c;
        }
        BigInteger exact = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(c));
        return exact.bitLength() < Long.SIZE ? exact.longValue() : Long.MAX_VALUE;
    }

    static long add(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** a / b, rounded up. */
    static long ceilDiv(long a, long b) {
        return a / b + (a % b == 0 ? 0 : 1);
    }

    static long multiply(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    /** The square root, rounded down. */
    static long sqrt(long square) {
        long root = (long) Math.sqrt((double) square);
        while (root > 0 && root > square / root) {
            root--;
        }
        while (root + 1 <= square / (root + 1)) {
            root++;
        }
        return root;
    }
}
