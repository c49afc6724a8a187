package dev.assay.verification.tee.eventlog;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;

/** Reads little-endian structures. A length is compared with what is left before anything is allocated. */
final class LogReader {

    private final String structure;
    private final byte[] input;
    private int at;

    LogReader(String structure, byte[] input) {
        this.structure = structure;
        this.input = input;
    }

    int u8() {
        return take(1)[0] & 0xFF;
    }

    int u16() {
        return u8() | u8() << 8;
    }

    /** Unsigned. */
    long u32() {
        return u16() | (long) u16() << 16;
    }

    /** Refuses what does not fit a signed long: no length is that large. */
    long u64() {
        long value = u32() | u32() << 32;
        if (value < 0) {
            throw malformed("has a number beyond 2^63");
        }
        return value;
    }

    byte[] take(long length) {
        if (length > remaining()) {
            throw malformed("ends too early, at byte " + at);
        }
        byte[] taken = Arrays.copyOfRange(input, at, at + (int) length);
        at += (int) length;
        return taken;
    }

    int remaining() {
        return input.length - at;
    }

    /** Whether nothing is left but bytes of 0xff, which the firmware fills an unused log with. */
    boolean onlyPaddingLeft() {
        for (int i = at; i < input.length; i++) {
            if (input[i] != (byte) 0xFF) {
                return false;
            }
        }
        return true;
    }

    void end() {
        if (remaining() != 0) {
            throw malformed("has " + remaining() + " bytes too many");
        }
    }

    Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, structure + " " + what);
    }
}
