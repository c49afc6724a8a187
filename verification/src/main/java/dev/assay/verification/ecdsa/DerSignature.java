package dev.assay.verification.ecdsa;

/**
 * The DER sequence of the two positive integers r and s (RFC 3279, section 2.2.3; X.690, sections 8.3 and 10.1). A second
 * encoding of the same signature is refused, so that nobody can make another certificate with the same meaning.
 */
final class DerSignature {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final byte[] MALFORMED = {};

    private DerSignature() {}

    /** r and s, each of full width; empty if the bytes are not such a sequence, wholly. */
    static byte[] toRaw(byte[] der, int width) {
        // No signature of up to 62 bytes a number needs the long form of a length.
        if (der.length < 2 || der.length > 2 + 0x7f || der[0] != SEQUENCE || der[1] != der.length - 2) {
            return MALFORMED;
        }
        byte[] raw = new byte[2 * width];
        int end = integer(der, 2, raw, 0, width);
        return end > 0 && integer(der, end, raw, width, width) == der.length ? raw : MALFORMED;
    }

    /** Copies an integer to the right end of its field; gives where the next begins, or -1. */
    private static int integer(byte[] der, int at, byte[] raw, int field, int width) {
        if (at + 3 > der.length || der[at] != INTEGER) {
            return -1;
        }
        int start = at + 2;
        int end = start + der[at + 1];
        if (end <= start || end > der.length || der[start] < 0) {
            return -1;
        }
        boolean padded = der[start] == 0;
        if (padded && (end - start == 1 || der[start + 1] >= 0)) {
            return -1;
        }
        int digits = padded ? start + 1 : start;
        if (end - digits > width) {
            return -1;
        }
        System.arraycopy(der, digits, raw, field + width - (end - digits), end - digits);
        return end;
    }
}
