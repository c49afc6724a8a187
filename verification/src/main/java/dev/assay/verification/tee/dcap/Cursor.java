package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;

/** A place in a quote: little-endian numbers and fields of a length, never past the end. */
final class Cursor {

    private final byte[] bytes;
    private final int end;
    private int at;

    Cursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Cursor(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    int position() {
        return at;
    }

    /** A copy of the next bytes. */
    byte[] take(int length) {
        int from = skip(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** The next bytes, as many as a length field said: a number of 32 bits, which is compared before it is believed. */
    Cursor part(long length) {
        if (length > end - at) {
            throw tooShort("a part of " + length + " bytes where " + (end - at) + " are left");
        }
        int from = skip((int) length);
        return new Cursor(bytes, from, from + (int) length);
    }

    int u16() {
        int from = skip(2);
        return (bytes[from] & 0xFF) | (bytes[from + 1] & 0xFF) << 8;
    }

    long u32() {
        return u16() | (long) u16() << 16;
    }

    byte[] rest() {
        return take(end - at);
    }

    boolean isAtEnd() {
        return at == end;
    }

    void checkEnd(String what) {
        if (at != end) {
            throw new Rejection(Reason.MALFORMED, (end - at) + " bytes follow " + what);
        }
    }

    private int skip(int length) {
        if (length > end - at) {
            throw tooShort("a field of " + length + " bytes where " + (end - at) + " are left");
        }
        int from = at;
        at += length;
        return from;
    }

    private static Rejection tooShort(String detail) {
        return new Rejection(Reason.MALFORMED, "the quote ends too early: " + detail);
    }
}
