package dev.assay.verification.bn254;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Arithmetic modulo an odd prime below 2^254, the kernel that {@link Fq} and {@link Fr} share. A residue {@code a} is kept
 * as {@code a * R mod m} with R = 2^256 (P. Montgomery, "Modular Multiplication Without Trial Division", 1985).
 *
 * @param <E> the field's element
 */
final class Montgomery<E extends Limbs> {

    static final int SIZE_BYTES = 32;

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Makes an element of limbs that are already reduced. */
    interface Maker<E> {
        E of(long l0, long l1, long l2, long l3);
    }

    final BigInteger modulus;
    final E zero;
    final E one;

    private final long m0;
    private final long m1;
    private final long m2;
    private final long m3;
    /** -1/m mod 2^64. */
    private final long negatedInverse;

    private final Maker<E> maker;
    /** The limbs of R^2 mod m: multiplying by it enters Montgomery form. */
    private final E rSquared;
    /** The limbs of the plain number 1: multiplying by it leaves Montgomery form. */
    private final E plainOne;

    Montgomery(BigInteger modulus, Maker<E> maker) {
        this.modulus = modulus;
        this.maker = maker;
        this.m0 = limb(modulus, 0);
        this.m1 = limb(modulus, 1);
        this.m2 = limb(modulus, 2);
        this.m3 = limb(modulus, 3);
        BigInteger word = BigInteger.ONE.shiftLeft(64);
        this.negatedInverse = modulus.modInverse(word).negate().longValue();
        this.zero = maker.of(0, 0, 0, 0);
        this.plainOne = maker.of(1, 0, 0, 0);
        this.rSquared = plain(BigInteger.ONE.shiftLeft(512).mod(modulus));
        this.one = multiply(plainOne, rSquared);
    }

    /** @throws IllegalArgumentException unless 0 <= value < modulus: an alias of a residue is never what was meant */
    E of(BigInteger value) {
        if (value.signum() < 0 || value.compareTo(modulus) >= 0) {
            throw new IllegalArgumentException("not between 0 and the modulus");
        }
        return multiply(plain(value), rSquared);
    }

    BigInteger toBigInteger(E a) {
        return new BigInteger(1, reversed(toLittleEndian(a)));
    }

    /** The 32 bytes of a residue in Montgomery form, or nothing unless they are below the modulus. */
    Optional<E> fromMontgomeryLittleEndian(byte[] bytes, int offset) {
        long l0 = (long) LITTLE_ENDIAN.get(bytes, offset);
        long l1 = (long) LITTLE_ENDIAN.get(bytes, offset + 8);
        long l2 = (long) LITTLE_ENDIAN.get(bytes, offset + 16);
        long l3 = (long) LITTLE_ENDIAN.get(bytes, offset + 24);
        return isReduced(l0, l1, l2, l3) ? Optional.of(maker.of(l0, l1, l2, l3)) : Optional.empty();
    }

    Optional<E> fromLittleEndian(byte[] bytes, int offset) {
        return fromMontgomeryLittleEndian(bytes, offset).map(plain -> multiply(plain, rSquared));
    }

    byte[] toLittleEndian(E a) {
        return toMontgomeryLittleEndian(multiply(a, plainOne));
    }

    byte[] toMontgomeryLittleEndian(Limbs a) {
        byte[] bytes = new byte[SIZE_BYTES];
        LITTLE_ENDIAN.set(bytes, 0, a.l0);
        LITTLE_ENDIAN.set(bytes, 8, a.l1);
        LITTLE_ENDIAN.set(bytes, 16, a.l2);
        LITTLE_ENDIAN.set(bytes, 24, a.l3);
        return bytes;
    }

    /** Uniform: draws 254 bits until they are below the modulus, as Montgomery limbs (a bijection of the residues). */
    E random(RandomGenerator random) {
        while (true) {
            long l0 = random.nextLong();
            long l1 = random.nextLong();
            long l2 = random.nextLong();
            long l3 = random.nextLong() >>> 2;
            if (isReduced(l0, l1, l2, l3)) {
                return maker.of(l0, l1, l2, l3);
            }
        }
    }

    E add(Limbs a, Limbs b) {
        long s0 = a.l0 + b.l0;
        long c = carry(a.l0, b.l0, s0);
        long s1 = a.l1 + b.l1 + c;
        c = carry(a.l1, b.l1, s1);
        long s2 = a.l2 + b.l2 + c;
        c = carry(a.l2, b.l2, s2);
        return reduceOnce(s0, s1, s2, a.l3 + b.l3 + c);
    }

    E subtract(Limbs a, Limbs b) {
        long d0 = a.l0 - b.l0;
        long c = borrow(a.l0, b.l0, d0);
        long d1 = a.l1 - b.l1 - c;
        c = borrow(a.l1, b.l1, d1);
        long d2 = a.l2 - b.l2 - c;
        c = borrow(a.l2, b.l2, d2);
        long d3 = a.l3 - b.l3 - c;
        long below = -borrow(a.l3, b.l3, d3);
        long n0 = m0 & below;
        long n1 = m1 & below;
        long n2 = m2 & below;
        long s0 = d0 + n0;
        c = carry(d0, n0, s0);
        long s1 = d1 + n1 + c;
        c = carry(d1, n1, s1);
        long s2 = d2 + n2 + c;
        c = carry(d2, n2, s2);
        return maker.of(s0, s1, s2, d3 + (m3 & below) + c);
    }

    /**
     * a * b / R by coarsely integrated operand scanning (Koç, Acar, Kaliski, "Analyzing and Comparing Montgomery
     * Multiplication Algorithms", 1996). The modulus is below 2^254, so a row's two carries never overflow one limb.
     */
    E multiply(Limbs a, Limbs b) {
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        for (int i = 0; i < 4; i++) {
            long w = i == 0 ? b.l0 : i == 1 ? b.l1 : i == 2 ? b.l2 : b.l3;
            long lo = a.l0 * w;
            long s = t0 + lo;
            long rowCarry = Math.unsignedMultiplyHigh(a.l0, w) + wraps(lo, s);
            // This multiple of the modulus makes the lowest limb zero.
            long q = s * negatedInverse;
            lo = q * m0;
            long reductionCarry = Math.unsignedMultiplyHigh(q, m0) + wraps(lo, s + lo);

            lo = a.l1 * w;
            long p = t1 + rowCarry;
            s = p + lo;
            rowCarry = Math.unsignedMultiplyHigh(a.l1, w) + wraps(rowCarry, p) + wraps(lo, s);
            lo = q * m1;
            p = s + reductionCarry;
            t0 = p + lo;
            reductionCarry = Math.unsignedMultiplyHigh(q, m1) + wraps(reductionCarry, p) + wraps(lo, t0);

            lo = a.l2 * w;
            p = t2 + rowCarry;
            s = p + lo;
            rowCarry = Math.unsignedMultiplyHigh(a.l2, w) + wraps(rowCarry, p) + wraps(lo, s);
            lo = q * m2;
            p = s + reductionCarry;
            t1 = p + lo;
            reductionCarry = Math.unsignedMultiplyHigh(q, m2) + wraps(reductionCarry, p) + wraps(lo, t1);

            lo = a.l3 * w;
            p = t3 + rowCarry;
            s = p + lo;
            rowCarry = Math.unsignedMultiplyHigh(a.l3, w) + wraps(rowCarry, p) + wraps(lo, s);
            lo = q * m3;
            p = s + reductionCarry;
            t2 = p + lo;
            reductionCarry = Math.unsignedMultiplyHigh(q, m3) + wraps(reductionCarry, p) + wraps(lo, t2);
            t3 = rowCarry + reductionCarry;
        }
        return reduceOnce(t0, t1, t2, t3);
    }

    /** @throws ArithmeticException if {@code a} is zero */
    E inverse(E a) {
        return of(toBigInteger(a).modInverse(modulus));
    }

    /** The inverses, in order, for the price of one (Montgomery's trick). @throws ArithmeticException if one is zero */
    List<E> inverses(List<E> elements) {
        List<E> prefixes = new ArrayList<>(elements.size());
        E product = one;
        for (E element : elements) {
            prefixes.add(product);
            product = multiply(product, element);
        }
        E inverse = inverse(product);
        for (int i = elements.size() - 1; i >= 0; i--) {
            prefixes.set(i, multiply(inverse, prefixes.get(i)));
            inverse = multiply(inverse, elements.get(i));
        }
        return prefixes;
    }

    /** @throws ArithmeticException for zero to a negative power */
    E pow(E base, BigInteger exponent) {
        E factor = exponent.signum() < 0 ? inverse(base) : base;
        BigInteger bits = exponent.abs();
        E power = one;
        for (int i = bits.bitLength() - 1; i >= 0; i--) {
            power = multiply(power, power);
            power = bits.testBit(i) ? multiply(power, factor) : power;
        }
        return power;
    }

    /** The residue of a number below 2m. */
    private E reduceOnce(long s0, long s1, long s2, long s3) {
        long d0 = s0 - m0;
        long c = borrow(s0, m0, d0);
        long d1 = s1 - m1 - c;
        c = borrow(s1, m1, d1);
        long d2 = s2 - m2 - c;
        c = borrow(s2, m2, d2);
        long d3 = s3 - m3 - c;
        long keep = -borrow(s3, m3, d3);
        return maker.of(
                d0 ^ ((d0 ^ s0) & keep), d1 ^ ((d1 ^ s1) & keep), d2 ^ ((d2 ^ s2) & keep), d3 ^ ((d3 ^ s3) & keep));
    }

    private boolean isReduced(long l0, long l1, long l2, long l3) {
        long c = borrow(l0, m0, l0 - m0);
        c = borrow(l1, m1, l1 - m1 - c);
        c = borrow(l2, m2, l2 - m2 - c);
        return borrow(l3, m3, l3 - m3 - c) == 1;
    }

    /** The carry out of a sum of which this was one addend: the compiler makes one comparison of it, and no branch. */
    private static long wraps(long addend, long sum) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    /** The carry out of a sum of two limbs and a carry in, without a branch that nobody could predict. */
    private static long carry(long a, long b, long sum) {
        return ((a & b) | ((a | b) & ~sum)) >>> 63;
    }

    /** The borrow out of a difference of two limbs and a borrow in. */
    private static long borrow(long a, long b, long difference) {
        return ((~a & b) | ((~a | b) & difference)) >>> 63;
    }

    private E plain(BigInteger value) {
        return maker.of(limb(value, 0), limb(value, 1), limb(value, 2), limb(value, 3));
    }

    private static long limb(BigInteger value, int index) {
        return value.shiftRight(64 * index).longValue();
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
