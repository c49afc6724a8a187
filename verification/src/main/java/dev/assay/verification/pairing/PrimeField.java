package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The integers modulo an odd prime. A residue {@code a} is kept as {@code a * R mod m} with R = 2^(64 limbs), the least
 * significant limb first (P. Montgomery, "Modular Multiplication Without Trial Division", 1985). Holds no state: one
 * instance serves all threads. Methods with offsets are for elements that lie in larger arrays.
 */
public abstract sealed class PrimeField implements Field permits FourLimbField, SixLimbField {

    private final BigInteger modulus;
    private final int limbs;
    /** -1/m mod 2^64. */
    final long negatedInverse;

    private final long[] one;
    /** R^2: a product with it is R times the number. */
    private final long[] radixSquared;

    PrimeField(BigInteger modulus, int limbs) {
        this.modulus = modulus;
        this.limbs = limbs;
        BigInteger word = BigInteger.ONE.shiftLeft(64);
        this.negatedInverse = modulus.modInverse(word).negate().longValue();
        BigInteger radix = BigInteger.ONE.shiftLeft(64 * limbs);
        this.one = plain(radix.mod(modulus));
        this.radixSquared = plain(radix.multiply(radix).mod(modulus));
    }

    /** The field for an odd prime below 2^255 or, with sums of products, 2^254 or 2^382. */
    public static PrimeField modulo(BigInteger modulus) {
        return modulus.bitLength() <= 255 ? new FourLimbField(modulus) : new SixLimbField(modulus);
    }

    public final BigInteger modulus() {
        return modulus;
    }

    @Override
    public final int limbs() {
        return limbs;
    }

    @Override
    public final long[] one() {
        return one;
    }

    /** @throws IllegalArgumentException unless 0 <= value < modulus: an alias of a residue is never what was meant */
    public final long[] of(BigInteger value) {
        if (value.signum() < 0 || value.compareTo(modulus) >= 0) {
            throw new IllegalArgumentException("not between 0 and the modulus");
        }
        long[] a = plain(value);
        multiply(a, a, radixSquared);
        return a;
    }

    public final BigInteger toBigInteger(long[] a) {
        long[] plain = element();
        plain[0] = 1;
        multiply(plain, a, plain);
        return number(plain);
    }

    /** The limbs of a number that is below the modulus. */
    final long[] plain(BigInteger value) {
        byte[] bytes = value.toByteArray();
        long[] plain = new long[limbs];
        for (int i = 0; i < Math.min(bytes.length, 8 * limbs); i++) {
            plain[i / 8] |= (bytes[bytes.length - 1 - i] & 0xFFL) << 8 * (i % 8);
        }
        return plain;
    }

    /** The number that these limbs write out. */
    final BigInteger number(long[] plain) {
        byte[] bytes = new byte[8 * limbs];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = (byte) (plain[i / 8] >>> 8 * (i % 8));
        }
        return new BigInteger(1, bytes);
    }

    static long limb(BigInteger value, int index) {
        return value.shiftRight(64 * index).longValue();
    }

    /** Limb by limb: {@link System#arraycopy} would wait for limbs that were just written. */
    public abstract void set(long[] r, int ri, long[] a, int ai);

    public abstract void add(long[] r, int ri, long[] a, int ai, long[] b, int bi);

    public abstract void subtract(long[] r, int ri, long[] a, int ai, long[] b, int bi);

    abstract void halve(long[] r, int ri, long[] a, int ai);

    public abstract void multiply(long[] r, int ri, long[] a, int ai, long[] b, int bi);

    /** a b + c d, with one reduction. */
    public abstract void sumOfProducts(
            long[] r, int ri, long[] a, int ai, long[] b, int bi, long[] c, int ci, long[] d, int di);

    /** a b - c d, with one reduction. */
    abstract void differenceOfProducts(
            long[] r, int ri, long[] a, int ai, long[] b, int bi, long[] c, int ci, long[] d, int di);

    @Override
    public final void set(long[] r, long[] a) {
        set(r, 0, a, 0);
    }

    @Override
    public final void add(long[] r, long[] a, long[] b) {
        add(r, 0, a, 0, b, 0);
    }

    @Override
    public final void subtract(long[] r, long[] a, long[] b) {
        subtract(r, 0, a, 0, b, 0);
    }

    @Override
    public final void multiply(long[] r, long[] a, long[] b) {
        multiply(r, 0, a, 0, b, 0);
    }

    @Override
    public final void square(long[] r, long[] a) {
        multiply(r, 0, a, 0, a, 0);
    }

    @Override
    public final void halve(long[] r, long[] a) {
        halve(r, 0, a, 0);
    }

    @Override
    public final void negate(long[] r, long[] a) {
        negate(r, 0, a, 0);
    }

    final void negate(long[] r, int ri, long[] a, int ai) {
        subtract(r, ri, ZEROS, 0, a, ai);
    }

    private static final long[] ZEROS = new long[6];

    @Override
    public final void inverse(long[] r, long[] a) {
        // Of a R this is 1 / (a R): two more factors of R make it R / a.
        long[] inverse = plain(number(a).modInverse(modulus));
        multiply(inverse, inverse, radixSquared);
        multiply(r, inverse, radixSquared);
    }

    /** For primes that are 3 modulo 4, as those of the coordinates are. */
    @Override
    public final boolean squareRoot(long[] r, long[] a) {
        long[] root = pow(a, modulus.add(BigInteger.ONE).shiftRight(2));
        long[] square = element();
        square(square, root);
        boolean found = Arrays.equals(square, a);
        set(r, root);
        return found;
    }

    /** The higher limb of a product. */
    static long high(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b);
    }

    /**
     * Whether b > a, as 1 or 0: the carry out of a sum a of which b was an addend, and the borrow out of a - b. The
     * compiler makes a comparison and a conditional move of it, and no branch that nobody could predict.
     */
    static long wraps(long b, long a) {
        return Long.compareUnsigned(a, b) < 0 ? 1L : 0L;
    }
}
