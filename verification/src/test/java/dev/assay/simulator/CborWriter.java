package dev.assay.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the CBOR (RFC 8949) that a Nitro hypervisor writes: definite lengths, shortest form. */
public final class CborWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public CborWriter uint(long value) {
        return head(0, value);
    }

    public CborWriter bytes(byte[] value) {
        head(2, value.length);
        return raw(value);
    }

    public CborWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(3, utf8.length);
        return raw(utf8);
    }

    /** Announces an array; its {@code count} items follow. */
    public CborWriter array(int count) {
        return head(4, count);
    }

    /** Announces a map; its {@code count} keys and values follow in turn. */
    public CborWriter map(int count) {
        return head(5, count);
    }

    public CborWriter nil() {
        return raw(new byte[] {(byte) 0xF6});
    }

    /** Bytes that are CBOR already, or are meant to be wrong. */
    public CborWriter raw(byte[] encoded) {
        out.writeBytes(encoded);
        return this;
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    private CborWriter head(int major, long value) {
        int lengthBytes = value < 24 ? 0 : value < 1 << 8 ? 1 : value < 1 << 16 ? 2 : value < 1L << 32 ? 4 : 8;
        int shape = switch (lengthBytes) {
            case 0 -> (int) value;
            case 1 -> 24;
            case 2 -> 25;
            case 4 -> 26;
            default -> 27;
        };
        out.write((major << 5) | shape);
        for (int i = lengthBytes - 1; i >= 0; i--) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }
}
