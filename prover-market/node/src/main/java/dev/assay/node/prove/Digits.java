package dev.assay.node.prove;

/**
 * The signed digits of scalars in base 2^c: scalar = sum of digit(w) * 2^(c w), each between -2^(c-1) and 2^(c-1), so that
 * only half as many buckets are needed. Adding 2^(c-1) to every window but the top one turns the carries into one plain
 * addition; the top window has at most c - 1 bits of the 254 and never needs to borrow.
 */
final class Digits {

    private static final int SCALAR_BITS = 254;

    private final long[] shifted;
    private final int windowBits;

    Digits(Scalars scalars, int[] indexes, int windowBits) {
        this.windowBits = windowBits;
        this.shifted = new long[Math.multiplyExact(indexes.length, Scalars.LIMBS)];
        long[] offset = offset();
        for (int i = 0; i < indexes.length; i++) {
            shift(scalars, indexes[i], offset, i * Scalars.LIMBS);
        }
    }

    static int windows(int windowBits) {
        return SCALAR_BITS / windowBits + 1;
    }

    /** The number of absolute values that a digit other than 0 can have. */
    int buckets() {
        return 1 << (windowBits - 1);
    }

    private long[] offset() {
        long[] offset = new long[Scalars.LIMBS];
        for (int window = 0; window < windows(windowBits) - 1; window++) {
            int bit = window * windowBits + windowBits - 1;
            offset[bit / Long.SIZE] |= 1L << bit;
        }
        return offset;
    }

    private void shift(Scalars scalars, int index, long[] offset, int to) {
        long carry = 0;
        for (int i = 0; i < Scalars.LIMBS; i++) {
            long limb = scalars.limb(index, i);
            long sum = limb + offset[i];
            long total = sum + carry;
            carry = (Long.compareUnsigned(sum, limb) < 0 || Long.compareUnsigned(total, sum) < 0) ? 1 : 0;
            shifted[to + i] = total;
        }
    }

    /** The digit of the scalar at a position of the index array. */
    int digit(int position, int window) {
        int bit = window * windowBits;
        int limb = position * Scalars.LIMBS + bit / Long.SIZE;
        long bits = shifted[limb] >>> bit;
        boolean straddles = bit % Long.SIZE + windowBits > Long.SIZE;
        if (straddles && bit / Long.SIZE + 1 < Scalars.LIMBS) {
            bits |= shifted[limb + 1] << -bit;
        }
        int unsigned = (int) bits & ((1 << windowBits) - 1);
        return window == windows(windowBits) - 1 ? unsigned : unsigned - (1 << (windowBits - 1));
    }
}
