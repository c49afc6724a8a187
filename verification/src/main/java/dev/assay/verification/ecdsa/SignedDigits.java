package dev.assay.verification.ecdsa;

import java.math.BigInteger;

/** A number as a sum of few odd digits, far apart, times powers of two: its non-adjacent form of a width. */
final class SignedDigits {
    private SignedDigits() {}

    /**
     * Each digit is 0 or odd and within 2^(width-1) of 0, and stands at its power of two; of width digits in a row at most
     * one is not 0 (J. Solinas, "Efficient Arithmetic on Koblitz Curves", 2000, section 4.2).
     *
     * @param width 3 to 8
     * @param number not negative, of at most {@code bits} bits
     * @return bits + 1 digits, the least significant first
     */
    static byte[] of(BigInteger number, int width, int bits) {
        byte[] bytes = number.toByteArray();
        byte[] digits = new byte[bits + 1];
        int carry = 0;
        int at = 0;
        while (at <= bits) {
            int window = bits(bytes, at) + carry;
            if ((window & 1) == 0) {
                at++;
                continue;
            }
            int digit = window & (1 << width) - 1;
            carry = digit >>> (width - 1);
            digits[at] = (byte) (digit - (carry << width));
            at += width;
        }
        return digits;
    }

    /** The bits from this position on: at least nine of them. */
    private static int bits(byte[] bigEndian, int at) {
        int last = bigEndian.length - 1 - at / 8;
        return (octet(bigEndian, last) | octet(bigEndian, last - 1) << 8) >>> at % 8;
    }

    private static int octet(byte[] bigEndian, int index) {
        return index < 0 ? 0 : bigEndian[index] & 0xFF;
    }
}
