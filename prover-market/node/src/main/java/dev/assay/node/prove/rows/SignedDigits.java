package dev.assay.node.prove.rows;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Scalars in base 2^c with digits from -2^(c-1) to 2^(c-1), so that half as many buckets are needed. A scalar above half of
 * the group's order is replaced by its negative, so -1 is as cheap as 1.
 */
final class SignedDigits {

    private static final int WORDS = PrimeRows.WORDS;
    static final int MAX_WINDOW_BITS = 16;

    /** A page of 4 KB, and three lines of 64 bytes. */
    private static final int STRIDE_UNIT = 2048;

    private static final int STRIDE_SHIFT = 96;

    private final long[] order = new long[WORDS];
    private final int windowBits;
    private final int windows;
    /** Digits of a window, and between: so many that the windows of one scalar do not share a set of the cache. */
    private final int stride;

    private final short[] digits;

    /** @param order of the group, odd, below 2^255 */
    SignedDigits(BigInteger order, int windowBits, int count) {
        for (int i = 0; i < WORDS; i++) {
            this.order[i] = order.shiftRight(Long.SIZE * i).longValue();
        }
        this.windowBits = windowBits;
        this.windows = windows(order, windowBits);
        this.stride = (count + STRIDE_UNIT - 1) / STRIDE_UNIT * STRIDE_UNIT + STRIDE_SHIFT;
        this.digits = new short[Math.multiplyExact(windows, stride)];
    }

    /** So many that half of the order, and a carry, leave the top digit below 2^(c-1). */
    static int windows(BigInteger order, int windowBits) {
        int half = 1 << (windowBits - 1);
        int windows = 1;
        for (BigInteger top = order.shiftRight(1);
                top.bitLength() >= windowBits || top.intValue() + 1 >= half;
                windows++) {
            top = top.shiftRight(windowBits);
        }
        return windows;
    }

    /** @param k the scalar's words; they are spent */
    void put(int index, long[] k) {
        boolean isNegative = isAboveHalf(k);
        if (isNegative) {
            negate(k);
        }
        int half = 1 << (windowBits - 1);
        int carry = 0;
        for (int window = 0; window < windows; window++) {
            int digit = bits(k, window * windowBits) + carry;
            // The digit half way is rounded so that -2^(c-1) comes out, which 16 bits hold, whatever the sign.
            carry = digit > half || (digit == half && !isNegative) ? 1 : 0;
            digit -= carry << windowBits;
            digits[window * stride + index] = (short) (isNegative ? -digit : digit);
        }
    }

    /** By the top words: a scalar that is a little more than half of the order may be taken for less. */
    private boolean isAboveHalf(long[] k) {
        long doubledTop = k[WORDS - 1] << 1 | k[WORDS - 2] >>> (Long.SIZE - 1);
        return Long.compareUnsigned(doubledTop, order[WORDS - 1]) > 0;
    }

    private void negate(long[] k) {
        long borrow = 0;
        for (int i = 0; i < WORDS; i++) {
            long difference = order[i] - k[i] - borrow;
            borrow = PrimeRows.borrow(order[i], k[i], borrow);
            k[i] = difference;
        }
    }

    private int bits(long[] k, int from) {
        int at = from / Long.SIZE;
        int shift = from % Long.SIZE;
        long bits = k[at] >>> shift;
        if (shift + windowBits > Long.SIZE && at + 1 < WORDS) {
            bits |= k[at + 1] << -shift;
        }
        return (int) bits & ((1 << windowBits) - 1);
    }

    /**
     * Sorts by bucket: those points of a window that have a digit of absolute value b + 1 are
     * {@code refs[starts[b]]} to {@code refs[starts[b + 1] - 1]}.
     */
    void sort(int window, int from, int end, int[] starts, int[] refs) {
        int offset = window * stride;
        int buckets = 1 << (windowBits - 1);
        Arrays.fill(starts, 0);
        for (int i = from; i < end; i++) {
            starts[Math.abs(digits[offset + i]) + 1]++;
        }
        // Bucket 0 is that of the digit 0: it is counted and then left out.
        starts[1] = 0;
        for (int b = 1; b <= buckets; b++) {
            starts[b + 1] += starts[b];
        }
        // Each start is moved to the bucket's end, which is the next one's start.
        for (int i = from; i < end; i++) {
            int digit = digits[offset + i];
            if (digit != 0) {
                refs[starts[Math.abs(digit)]++] = RunSums.ref(i, digit < 0);
            }
        }
    }
}
