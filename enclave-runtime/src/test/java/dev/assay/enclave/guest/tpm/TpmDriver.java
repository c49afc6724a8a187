package dev.assay.enclave.guest.tpm;

import dev.assay.enclave.guest.fake.FakeDriver;
import java.io.IOException;

/** The driver of {@code /dev/tpmrm0} over some TPM. */
final class TpmDriver implements FakeDriver {
    private static final int EIO = 5;
    private final TpmChannel tpm;
    private byte[] response = new byte[0];

    TpmDriver(TpmChannel tpm) {
        this.tpm = tpm;
    }

    @Override
    public int write(byte[] bytes) {
        try {
            response = tpm.transmit(bytes);
            return 0;
        } catch (IOException e) {
            return -EIO;
        }
    }

    @Override
    public byte[] read() {
        byte[] once = response;
        response = new byte[0];
        return once;
    }
}
