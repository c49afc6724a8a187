package dev.assay.node.prove.rows;

import dev.assay.verification.pairing.PrimeField;
import java.math.BigInteger;

/**
 * One number of a field of any size at a time, always below p, in the file's own Montgomery form, with the arithmetic of the
 * verifier: for primes that the other rows have no room for.
 */
final class FieldRows extends PrimeRows {

    private final PrimeField field;
    private final int words;
    private final long[] zero;

    FieldRows(BigInteger modulus) {
        this(PrimeField.modulo(modulus));
    }

    private FieldRows(PrimeField field) {
        super(field.modulus(), field.limbs(), field.limbs() * Long.SIZE, 1);
        this.field = field;
        this.words = field.limbs();
        this.zero = field.element();
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public int size() {
        return words;
    }

    @Override
    long[] limbs(BigInteger raw) {
        long[] limbs = new long[words()];
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = raw.shiftRight(Long.SIZE * i).longValue();
        }
        return limbs;
    }

    @Override
    BigInteger raw(long[] s, int row, int lane) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = words; i-- > 0; ) {
            sum = sum.shiftLeft(Long.SIZE).or(new BigInteger(Long.toUnsignedString(s[row + i])));
        }
        return sum;
    }

    @Override
    public void load(long[] from, int plus, int[] offsets, int first, int step, long[] s, int to) {
        int at = offsets[first] + plus;
        for (int i = 0; i < words; i++) {
            s[to + i] = from[at + i * step];
        }
    }

    @Override
    public void store(long[] s, int row, long[] to, int at) {
        System.arraycopy(s, row, to, at, words);
    }

    @Override
    public void storeAt(long[] s, int row, long[] to, int plus, int[] offsets, int first) {
        System.arraycopy(s, row, to, offsets[first] + plus, words);
    }

    @Override
    public void multiply(long[] s, int a, int b, int to) {
        field.multiply(s, to, s, a, s, b);
    }

    @Override
    void multiplyAdd(long[] s, int a, int b, int c, int d, int to) {
        field.sumOfProducts(s, to, s, a, s, b, s, c, s, d);
    }

    @Override
    public void add(long[] s, int a, int b, int to) {
        field.add(s, to, s, a, s, b);
    }

    @Override
    public void subtract(long[] s, int a, int b, int to) {
        field.subtract(s, to, s, a, s, b);
    }

    @Override
    public void subtractBoth(long[] s, int a, int b, int c, int to) {
        if (to == c) {
            field.subtract(s, to, s, a, s, c);
            field.subtract(s, to, s, to, s, b);
        } else {
            field.subtract(s, to, s, a, s, b);
            field.subtract(s, to, s, to, s, c);
        }
    }

    @Override
    public void negate(long[] s, int row, long[] signs, int at) {
        if (signs[at] != 0) {
            field.subtract(s, row, zero, 0, s, row);
        }
    }

    @Override
    void reduce(long[] s, int a, int to) {
        field.set(s, to, s, a);
    }

    @Override
    public boolean maybeZero(long[] s, int row) {
        return s[row] == 0;
    }

    @Override
    public boolean isZero(long[] s, int row, int lane) {
        long any = 0;
        for (int i = 0; i < words; i++) {
            any |= s[row + i];
        }
        return any == 0;
    }

    /** The file's form is this one's. */
    @Override
    public void fromFile(long[] s, int row) {}

    @Override
    public void toFile(long[] s, int row) {}
}
