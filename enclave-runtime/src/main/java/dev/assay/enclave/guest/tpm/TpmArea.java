package dev.assay.enclave.guest.tpm;

import java.io.ByteArrayOutputStream;

/** A structure that goes into a TPM2B: big-endian. */
final class TpmArea {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TpmArea u16(int value) {
        out.write(value >>> 8);
        out.write(value);
        return this;
    }

    TpmArea u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
