package dev.assay.verification.proof;

import java.math.BigInteger;

/** Reads decimal digits, of which a proof has hundreds, without the many small objects that {@link BigInteger} makes. */
final class Decimal {

    private static final int DIGITS_AT_ONCE = 9;
    private static final int TEN_TO_THE_NINTH = 1_000_000_000;
    private static final long WORD = 0xFFFF_FFFFL;

    private Decimal() {}

    /** @param digits from '0' to '9', and nothing else */
    static BigInteger parse(String digits) {
        // Nine digits are less than a word of 32 bits.
        int[] words = new int[digits.length() / DIGITS_AT_ONCE + 1];
        int end = digits.length() % DIGITS_AT_ONCE;
        multiplyAdd(words, part(digits, 0, end));
        for (int start = end; start < digits.length(); start += DIGITS_AT_ONCE) {
            multiplyAdd(words, part(digits, start, start + DIGITS_AT_ONCE));
        }
        return new BigInteger(1, bytes(words));
    }

    private static int part(String digits, int start, int end) {
        int part = 0;
        for (int i = start; i < end; i++) {
            part = 10 * part + digits.charAt(i) - '0';
        }
        return part;
    }

    /** 10^9 words + addend; the least significant word is the first. */
    private static void multiplyAdd(int[] words, int addend) {
        long carry = addend;
        for (int i = 0; i < words.length; i++) {
            carry += (words[i] & WORD) * TEN_TO_THE_NINTH;
            words[i] = (int) carry;
            carry >>>= Integer.SIZE;
        }
    }

    private static byte[] bytes(int[] words) {
        byte[] bytes = new byte[Integer.BYTES * words.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = (byte) (words[i / Integer.BYTES] >>> 8 * (i % Integer.BYTES));
        }
        return bytes;
    }
}
