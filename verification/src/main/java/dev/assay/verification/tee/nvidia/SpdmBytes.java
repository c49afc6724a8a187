package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;

/** A part of a message, read from left to right; integers are little-endian (DSP0274, section 6.3). */
final class SpdmBytes {

    private final byte[] bytes;
    private int at;

    SpdmBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param width 1 to 3 bytes */
    int readUnsigned(int width) {
        byte[] field = read(width);
        int value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedInt(field[i]);
        }
        return value;
    }

    byte[] read(int count) {
        if (count > bytes.length - at) {
            throw new Rejection(Reason.MALFORMED, "the report ends too early");
        }
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    int position() {
        return at;
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    void expectEnd() {
        if (!isAtEnd()) {
            throw new Rejection(Reason.MALFORMED, "bytes are left over in the report");
        }
    }
}
