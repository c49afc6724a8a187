package dev.assay.market.ledger;

import java.math.BigInteger;

/** Parts of amounts, rounded down: what is not in the part stays in the rest, so that no rounding makes or loses money. */
public final class Share {

    private Share() {}

    /**
     * The amount times a fraction between zero and one.
     *
     * @param denominator positive
     */
    public static long of(long amountMicros, long numerator, long denominator) {
        if (amountMicros < 0 || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException(numerator + "/" + denominator + " of " + amountMicros);
        }
        // The product of two 64-bit numbers has up to 126 bits.
        return BigInteger.valueOf(amountMicros)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .longValueExact();
    }
}
