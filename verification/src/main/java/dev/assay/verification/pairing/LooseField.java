package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The integers modulo q on limbs with room to spare, for the tower of the pairing: limbs do not fill their 64 bits, so
 * that sums and differences need neither carries nor reduction, and a sum of products is reduced once (Aranha, Karabina,
 * Longa, Gebotys, López, "Faster Explicit Formulas for Computing Pairings over Ordinary Curves", Eurocrypt 2011). A residue
 * {@code a} is kept as {@code a * R} with R = 2^(bits * limbs), the least significant limb first.
 *
 * <p>A number is <em>settled</em> if its limbs are from 0 to 2^bits - 1, but for the highest, which has a sign, and its
 * value is above -q / 64 and below q + q / 64. Operands of a product have limbs below 2^(bits + 2) in absolute value: sums
 * of up to four settled numbers. A <em>wide</em> number has two limbs for each, all but the highest from 0 to 2^bits - 1
 * in a product; what is reduced may be a sum of up to 32 products of settled numbers. Holds no state: one instance serves
 * all threads.
 */
abstract sealed class LooseField permits LooseFiveLimbField, LooseSevenLimbField {

    private final PrimeField prime;
    private final BigInteger modulus;
    private final int bits;
    private final int limbs;
    private final BigInteger radix;
    private final BigInteger radixSquared;
    private final long[] zero;
    private final long[] q;

    LooseField(PrimeField prime, int bits, int limbs) {
        this.prime = prime;
        this.modulus = prime.modulus();
        this.bits = bits;
        this.limbs = limbs;
        this.radix = BigInteger.ONE.shiftLeft(bits * limbs);
        this.radixSquared = radix.pow(2).mod(modulus);
        this.zero = new long[limbs];
        this.q = cut(modulus);
    }

    static LooseField of(PrimeField prime) {
        return prime.limbs() == 4 ? new LooseFiveLimbField(prime) : new LooseSevenLimbField(prime);
    }

    final long[] element() {
        return new long[limbs];
    }

    final long[] wide() {
        return new long[2 * limbs];
    }

    /** Without reduction, into a wide number. */
    abstract void multiply(long[] wide, long[] a, long[] b);

    /** Divides a wide number by R, settled. Destroys nothing. */
    abstract void reduce(long[] r, long[] wide);

    /** The same number, settled: of limbs below 2^(bits + 4) in absolute value. */
    abstract void settle(long[] r, long[] a);

    /** Half of a settled number, settled. */
    abstract void halve(long[] r, long[] a);

    /** Loose. */
    abstract void add(long[] r, long[] a, long[] b);

    /** Loose. */
    abstract void subtract(long[] r, long[] a, long[] b);

    abstract void addWide(long[] r, long[] a, long[] b);

    abstract void subtractWide(long[] r, long[] a, long[] b);

    /** r + factor a, for a small factor. */
    abstract void addMultipleWide(long[] r, long factor, long[] a);

    final void set(long[] r, long[] a) {
        for (int i = 0; i < r.length; i++) {
            r[i] = a[i];
        }
    }

    /** @throws ArithmeticException if {@code a} is zero */
    final void inverse(long[] r, long[] a) {
        set(r, cut(residue(a).modInverse(modulus).multiply(radixSquared).mod(modulus)));
    }

    /** Settled. */
    final long[] of(BigInteger value) {
        return cut(value.multiply(radix).mod(modulus));
    }

    /** From 0 to q - 1. */
    final BigInteger toBigInteger(long[] a) {
        return residue(a).multiply(radix.modInverse(modulus)).mod(modulus);
    }

    /** Whether two residues are the same, of which each has many forms. */
    final boolean areSame(long[] a, long[] b) {
        long[] difference = element();
        subtract(difference, a, b);
        settle(difference, difference);
        return Arrays.equals(difference, zero) || Arrays.equals(difference, q);
    }

    /** The limbs' number modulo q: the same for all forms of a residue. */
    final BigInteger residue(long[] a) {
        long[] positive = element();
        settle(positive, a);
        add(positive, positive, q);
        return prime.number(joined(positive)).mod(modulus);
    }

    /** A number from 0 to 3q, in limbs of 64 bits. */
    private long[] joined(long[] a) {
        long[] joined = prime.element();
        long carry = 0;
        for (int i = 0; i < limbs; i++) {
            carry += a[i];
            long limb = carry & (1L << bits) - 1;
            carry >>= bits;
            int at = bits * i / Long.SIZE;
            int shift = bits * i % Long.SIZE;
            joined[at] |= limb << shift;
            if (shift + bits > Long.SIZE && at + 1 < joined.length) {
                joined[at + 1] |= limb >>> Long.SIZE - shift;
            }
        }
        return joined;
    }

    /** The limbs of a number that is below q, or is q. */
    private long[] cut(BigInteger number) {
        long[] cut = new long[limbs];
        split(cut, prime.plain(number), 0);
        return cut;
    }

    /**
     * Takes over a residue of the prime field at an index of an array. There the radix is 2^(64 limbs): the difference is a
     * small power of two, by which the number is shifted.
     */
    final void take(long[] r, long[] a, int ai) {
        split(r, a, ai);
        for (int shift = bits * limbs - Long.SIZE * prime.limbs(); shift > 0; shift -= MOST_SHIFTED) {
            shift(r, Math.min(shift, MOST_SHIFTED));
            settle(r, r);
        }
    }

    final int limbsTaken() {
        return prime.limbs();
    }

    private static final int MOST_SHIFTED = 4;

    private void shift(long[] r, int by) {
        for (int i = 0; i < r.length; i++) {
            r[i] <<= by;
        }
    }

    /** Cuts the number of 64-bit limbs into limbs of this field. */
    abstract void split(long[] r, long[] a, int ai);
}
