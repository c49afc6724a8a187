package dev.assay.verification.pairing;

import java.math.BigInteger;

/** Arithmetic on elements of {@link #limbs} limbs. A result may overwrite an operand. */
public sealed interface Field permits PrimeField, QuadraticField {

    int limbs();

    /** Not to be written to. */
    long[] one();

    void add(long[] r, long[] a, long[] b);

    void subtract(long[] r, long[] a, long[] b);

    void multiply(long[] r, long[] a, long[] b);

    void square(long[] r, long[] a);

    void halve(long[] r, long[] a);

    void negate(long[] r, long[] a);

    /** @throws ArithmeticException if {@code a} is zero */
    void inverse(long[] r, long[] a);

    /** Writes a number whose square is {@code a}, and says whether there is one. */
    boolean squareRoot(long[] r, long[] a);

    default void twice(long[] r, long[] a) {
        add(r, a, a);
    }

    default long[] element() {
        return new long[limbs()];
    }

    void set(long[] r, long[] a);

    default boolean isZero(long[] a) {
        long any = 0;
        for (long limb : a) {
            any |= limb;
        }
        return any == 0;
    }

    /** @throws ArithmeticException for zero to a negative power */
    default long[] pow(long[] base, BigInteger exponent) {
        long[] factor = base.clone();
        if (exponent.signum() < 0) {
            inverse(factor, factor);
        }
        BigInteger bits = exponent.abs();
        long[] power = one().clone();
        for (int i = bits.bitLength() - 1; i >= 0; i--) {
            square(power, power);
            if (bits.testBit(i)) {
                multiply(power, power, factor);
            }
        }
        return power;
    }

    /** Replaces each element by its inverse, for the price of one. @throws ArithmeticException if one is zero */
    default void invertAll(long[][] elements) {
        long[][] prefixes = new long[elements.length][];
        long[] product = one().clone();
        for (int i = 0; i < elements.length; i++) {
            prefixes[i] = product.clone();
            multiply(product, product, elements[i]);
        }
        inverse(product, product);
        for (int i = elements.length - 1; i >= 0; i--) {
            multiply(prefixes[i], prefixes[i], product);
            multiply(product, product, elements[i]);
            set(elements[i], prefixes[i]);
        }
    }
}
