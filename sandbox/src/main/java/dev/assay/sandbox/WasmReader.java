package dev.assay.sandbox;

import java.nio.charset.StandardCharsets;

/**
 * A bounded cursor over a module. Integers are LEB128 (WebAssembly 1.0, 5.2.2); no length leads outside the bounds, and
 * nothing is allocated by a length that has not been checked against what is left.
 */
final class WasmReader {
    private static final int MAX_LEB32_BYTES = 5;
    private static final int MAX_LEB64_BYTES = 10;

    private final byte[] bytes;
    private final int end;
    private int at;

    WasmReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private WasmReader(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    int readByte() throws InvalidProgram {
        if (at >= end) {
            throw new InvalidProgram("the module ends too early, at byte " + at);
        }
        return bytes[at++] & 0xff;
    }

    int peekByte() throws InvalidProgram {
        int next = readByte();
        at--;
        return next;
    }

    void expect(int... expected) throws InvalidProgram {
        for (int one : expected) {
            if (readByte() != one) {
                throw new InvalidProgram("byte %d is not 0x%02x".formatted(at - 1, one));
            }
        }
    }

    /** An unsigned 32-bit number. */
    long readU32() throws InvalidProgram {
        long value = 0;
        for (int i = 0; i < MAX_LEB32_BYTES; i++) {
            int next = readByte();
            value |= (long) (next & 0x7f) << (7 * i);
            if ((next & 0x80) == 0) {
                if (value > 0xffff_ffffL) {
                    throw new InvalidProgram("a number before byte " + at + " exceeds 32 bits");
                }
                return value;
            }
        }
        throw new InvalidProgram("a number before byte " + at + " is too long");
    }

    /** A count of things that take at least one byte each. */
    int readCount(String what, int most) throws InvalidProgram {
        long count = readU32();
        if (count > most || count > end - at) {
            throw new InvalidProgram(count + " " + what + " are too many");
        }
        return (int) count;
    }

    void skipLeb32() throws InvalidProgram {
        skipLeb(MAX_LEB32_BYTES);
    }

    void skipLeb64() throws InvalidProgram {
        skipLeb(MAX_LEB64_BYTES);
    }

    private void skipLeb(int most) throws InvalidProgram {
        for (int i = 0; i < most; i++) {
            if ((readByte() & 0x80) == 0) {
                return;
            }
        }
        throw new InvalidProgram("a number before byte " + at + " is too long");
    }

    void skip(long count) throws InvalidProgram {
        if (count > end - at) {
            throw new InvalidProgram("the module ends too early, at byte " + end);
        }
        at += (int) count;
    }

    String readName() throws InvalidProgram {
        int length = readCount("bytes of a name", 1_000);
        String name = new String(bytes, at, length, StandardCharsets.UTF_8);
        skip(length);
        return name;
    }

    /** The next bytes, as a reader of their own. */
    WasmReader slice(long length) throws InvalidProgram {
        int from = at;
        skip(length);
        return new WasmReader(bytes, from, at);
    }

    void expectEnd(String what) throws InvalidProgram {
        if (hasMore()) {
            throw new InvalidProgram(what + " has bytes left over");
        }
    }
}
