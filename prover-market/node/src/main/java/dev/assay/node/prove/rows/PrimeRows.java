package dev.assay.node.prove.rows;

import java.math.BigInteger;
import java.util.Arrays;

/** Rows over a prime field. */
abstract sealed class PrimeRows implements Rows permits VectorRows, ScalarRows, FieldRows {

    /** Of a scalar of either curve; {@link #words} of a coordinate may be more. */
    static final int WORDS = 4;

    final BigInteger modulus;
    private final int radixBits;
    private final long[] words;
    private final long[] negationWords;
    private final long[] fromFile;
    private final long[] toFile;
    private final long[] one;
    private final long[] rCubed;
    private final Inverse inverse;

    /**
     * @param wordCount of an element that is stored; in a file R is 2 to the power of their bits
     * @param radixBits of R
     * @param multiples of p that a stored number is below
     */
    PrimeRows(BigInteger modulus, int wordCount, int radixBits, int multiples) {
        this.modulus = modulus;
        this.radixBits = radixBits;
        this.words = new long[wordCount];
        this.negationWords = new long[wordCount];
        for (int i = 0; i < wordCount; i++) {
            words[i] = modulus.shiftRight(Long.SIZE * i).longValue();
            negationWords[i] = modulus.multiply(BigInteger.valueOf(multiples))
                    .shiftRight(Long.SIZE * i)
                    .longValue();
        }
        this.fromFile = rawPowerOfTwo(2 * radixBits - wordCount * Long.SIZE);
        this.toFile = rawPowerOfTwo(wordCount * Long.SIZE);
        this.one = rawPowerOfTwo(radixBits);
        this.rCubed = rawPowerOfTwo(3 * radixBits);
        this.inverse = new Inverse(modulus);
    }

    /** The exponent of 2 in R. */
    int radixBits() {
        return radixBits;
    }

    @Override
    public int words() {
        return words.length;
    }

    @Override
    public int primeWords() {
        return words.length;
    }

    /** The limbs of a number below p as it is, in the order of a row of width 1. */
    abstract long[] limbs(BigInteger raw);

    /** A small row's lane as a number below p. */
    abstract BigInteger raw(long[] s, int row, int lane);

    /** a b + c d, small. The target is none of the operands. */
    abstract void multiplyAdd(long[] s, int a, int b, int c, int d, int to);

    /** Small, for values below 12 p. */
    abstract void reduce(long[] s, int a, int to);

    /** 2^k as a plain number modulo p: multiplying by it multiplies by 2^k / R. */
    long[] rawPowerOfTwo(int exponent) {
        return limbs(BigInteger.TWO.modPow(BigInteger.valueOf(exponent), modulus));
    }

    /** The Montgomery form. */
    long[] constant(BigInteger value) {
        return limbs(value.shiftLeft(radixBits).mod(modulus));
    }

    /** One number, as {@link #limbs} gives it, in all lanes. */
    final void fill(long[] limbs, int at, long[] s, int to) {
        int width = width();
        for (int i = 0; i < size() / width; i++) {
            long limb = limbs[at + i];
            for (int lane = 0; lane < width; lane++) {
                s[to + i * width + lane] = limb;
            }
        }
    }

    /** Times a number as {@link #limbs} gives it. */
    void multiplyBy(long[] limbs, int at, long[] s, int a, int to) {
        fill(limbs, at, s, 0);
        multiply(s, 0, a, to);
    }

    /** Longs of {@link #limbs}. */
    final int limbCount() {
        return size() / width();
    }

    final void zero(long[] s, int to) {
        Arrays.fill(s, to, to + size(), 0);
    }

    @Override
    public void one(long[] s, int to) {
        fill(one, 0, s, to);
    }

    @Override
    public void fromFile(long[] s, int row) {
        multiplyBy(fromFile, 0, s, row, row);
    }

    @Override
    public void toFile(long[] s, int row) {
        multiplyBy(toFile, 0, s, row, row);
    }

    @Override
    public final void canonical(long[] words, int at) {
        if (!isBelow(words, at)) {
            subtract(words, at);
        }
    }

    private boolean isBelow(long[] a, int at) {
        for (int i = words.length - 1; i > 0; i--) {
            if (a[at + i] != words[i]) {
                return Long.compareUnsigned(a[at + i], words[i]) < 0;
            }
        }
        return Long.compareUnsigned(a[at], words[0]) < 0;
    }

    private void subtract(long[] a, int at) {
        long borrow = 0;
        for (int i = 0; i < words.length; i++) {
            long difference = a[at + i] - words[i] - borrow;
            borrow = borrow(a[at + i], words[i], borrow);
            a[at + i] = difference;
        }
    }

    /** A number below p to another one that is stored below p. */
    final void addStored(long[] from, int at, long[] to, int toAt) {
        long carry = 0;
        for (int i = 0; i < words.length; i++) {
            long sum = from[at + i] + to[toAt + i];
            long total = sum + carry;
            carry = Long.compareUnsigned(sum, to[toAt + i]) < 0 || Long.compareUnsigned(total, sum) < 0 ? 1 : 0;
            to[toAt + i] = total;
        }
        canonical(to, toAt);
    }

    static long borrow(long from, long term, long borrow) {
        return ((~from & term) | (~(from ^ term) & (from - term - borrow))) >>> (Long.SIZE - 1);
    }

    @Override
    public void negateStored(long[] stored, int at, int step) {
        long any = 0;
        for (int i = 0; i < words.length; i++) {
            any |= stored[at + i * step];
        }
        long borrow = 0;
        for (int i = 0; i < words.length && any != 0; i++) {
            long term = stored[at + i * step];
            stored[at + i * step] = negationWords[i] - term - borrow;
            borrow = borrow(negationWords[i], term, borrow);
        }
    }

    /**
     * All lanes by one inversion: the lanes are multiplied by those half the row further, a quarter further, and so on; then
     * each holds the product of all, and the way back takes away what is not its own.
     */
    @Override
    public void invert(long[] s, int row, int free) {
        int steps = Integer.numberOfTrailingZeros(width());
        copy(s, row, free);
        for (int step = 0; step < steps; step++) {
            rotate(s, free + step * size(), width() >> (step + 1), row);
            multiply(s, free + step * size(), row, free + (step + 1) * size());
        }
        invertFirst(s, free + steps * size(), row);
        for (int step = steps; step-- > 0; ) {
            rotate(s, free + step * size(), width() >> (step + 1), free + steps * size());
            multiply(s, row, free + steps * size(), row);
        }
    }

    /** The first lane's inverse in all lanes. What is stored, a R, becomes 1 / a R; times R cubed, over R, it is R / a. */
    private void invertFirst(long[] s, int from, int to) {
        int width = width();
        long[] stored = new long[words() * width];
        long[] number = new long[words()];
        store(s, from, stored, 0);
        for (int i = 0; i < number.length; i++) {
            number[i] = stored[i * width];
        }
        canonical(number, 0);
        inverse.invert(number);
        load(number, 0, new int[width], 0, 1, s, to);
        multiplyBy(rCubed, 0, s, to, to);
    }

    /** Lane i becomes lane i + by, around. */
    private void rotate(long[] s, int from, int by, int to) {
        int width = width();
        for (int i = 0; i < size(); i += width) {
            for (int lane = 0; lane < width; lane++) {
                s[to + i + lane] = s[from + i + (lane + by) % width];
            }
        }
    }
}
