package dev.assay.simulator;

import java.io.ByteArrayOutputStream;

/** Writes a TPM's big-endian structures. */
public final class TpmWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TpmWriter u8(int value) {
        out.write(value);
        return this;
    }

    public TpmWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public TpmWriter u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    public TpmWriter u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    /** A TPM2B: two bytes of length, and the bytes. */
    public TpmWriter sized(byte[] value) {
        return u16(value.length).raw(value);
    }

    public TpmWriter raw(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
