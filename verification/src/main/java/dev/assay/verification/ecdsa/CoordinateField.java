package dev.assay.verification.ecdsa;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The integers modulo the prime p of a NIST curve. A residue {@code a} is kept as {@code a * R mod p} with
 * R = 2^(radix limbs) (P. Montgomery, "Modular Multiplication Without Trial Division", 1985), in limbs of so few bits that
 * a column of products needs no carry before its end; the least significant limb first. It may be up to 1.08 p: zero has
 * two forms. The result of an operation may be one of its operands. The time depends on the values: never for secrets.
 */
abstract sealed class CoordinateField permits P256Field, P384Field {
    private final BigInteger modulus;
    private final int limbs;
    private final int radix;
    private final long[] modulusLimbs;
    private final long[] one;
    private final long[] montgomerySquared;

    CoordinateField(BigInteger modulus, int limbs, int radix) {
        this.modulus = modulus;
        this.limbs = limbs;
        this.radix = radix;
        BigInteger montgomery = BigInteger.ONE.shiftLeft(radix * limbs);
        this.modulusLimbs = limbs(modulus);
        this.one = limbs(montgomery.mod(modulus));
        this.montgomerySquared = limbs(montgomery.pow(2).mod(modulus));
    }

    static CoordinateField of(NistCurve curve) {
        return switch (curve) {
            case P256 -> P256Field.INSTANCE;
            case P384 -> P384Field.INSTANCE;
        };
    }

    abstract void add(long[] r, long[] a, long[] b);

    abstract void subtract(long[] r, long[] a, long[] b);

    abstract void multiply(long[] r, long[] a, long[] b);

    abstract void square(long[] r, long[] a);

    final BigInteger modulus() {
        return modulus;
    }

    /** A new zero. */
    final long[] element() {
        return new long[limbs];
    }

    final long[] one() {
        return one;
    }

    /** @param value below the modulus, not negative */
    final long[] of(BigInteger value) {
        long[] element = limbs(value);
        multiply(element, element, montgomerySquared);
        return element;
    }

    private long[] limbs(BigInteger value) {
        BigInteger mask = BigInteger.ONE.shiftLeft(radix).subtract(BigInteger.ONE);
        long[] result = new long[limbs];
        for (int i = 0; i < limbs; i++) {
            result[i] = value.shiftRight(radix * i).and(mask).longValue();
        }
        return result;
    }

    final BigInteger toBigInteger(long[] a) {
        long[] plain = element();
        plain[0] = 1;
        multiply(plain, a, plain);
        BigInteger value = BigInteger.ZERO;
        for (int i = limbs - 1; i >= 0; i--) {
            value = value.shiftLeft(radix).add(BigInteger.valueOf(plain[i]));
        }
        return value.mod(modulus);
    }

    /** @param a not zero */
    final long[] inverse(long[] a) {
        return of(ModularInverse.of(toBigInteger(a), modulus));
    }

    final boolean isZero(long[] a) {
        long any = 0;
        for (long limb : a) {
            any |= limb;
        }
        return any == 0 || Arrays.equals(a, modulusLimbs);
    }

    final boolean equal(long[] a, long[] b) {
        long[] difference = element();
        subtract(difference, a, b);
        return isZero(difference);
    }
}
