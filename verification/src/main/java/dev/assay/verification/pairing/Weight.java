package dev.assay.verification.pairing;

import java.math.BigInteger;

/**
 * The scalar {@code low + high lambda} modulo r, where lambda is what the {@linkplain Curve#lambda() endomorphism} of G1
 * multiplies by and both halves are unsigned.
 *
 * <p>No two of these 2^128 are the same modulo r. The difference of two that are would be u + v lambda = 0 modulo r with
 * |u|, |v| < 2^64; as lambda^2 + lambda + 1 = 0, r divides (u + v lambda)(u + v lambda^2) = u^2 - uv + v^2, which is
 * below 3 * 2^128 < r and positive but for u = v = 0.
 */
public record Weight(long low, long high) {

    /** Below r. */
    public BigInteger modulo(Curve curve) {
        BigInteger r = curve.fr().modulus();
        return unsigned(high).multiply(curve.lambda()).add(unsigned(low)).mod(r);
    }

    private static BigInteger unsigned(long half) {
        BigInteger number = BigInteger.valueOf(half);
        return half < 0 ? number.add(BigInteger.ONE.shiftLeft(64)) : number;
    }

    private static final int WIDTH = 4;

    /** One more than the bits of a half: the highest digit may be a carry. */
    static final int DIGITS = 65;

    /**
     * A half in digits that are zero or odd and from -7 to 7, of any four neighbours at most one not zero, the least
     * significant first.
     */
    static byte[] digits(long half) {
        byte[] digits = new byte[DIGITS];
        int carry = 0;
        for (int bit = 0; bit < Long.SIZE; ) {
            int window = (int) (half >>> bit) & (1 << WIDTH) - 1;
            if ((window & 1) == carry) {
                bit++;
            } else {
                window += carry;
                carry = window >>> WIDTH - 1;
                digits[bit] = (byte) (window - (carry << WIDTH));
                bit += WIDTH;
            }
        }
        digits[Long.SIZE] = (byte) carry;
        return digits;
    }
}
