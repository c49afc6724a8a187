package dev.assay.enclave.guest.tpm;

import java.io.IOException;

/** Carries TPM 2.0 commands, one at a time, to a TPM. */
public interface TpmChannel extends AutoCloseable {

    /** No TPM sends or takes more at once (TPM2_MAX_RESPONSE_SIZE of Linux; most have 4096). */
    int MAX_BYTES = 4096;

    /** For messages. */
    String name();

    /** The response to a command, whole, at most {@link #MAX_BYTES}. */
    byte[] transmit(byte[] command) throws IOException;

    @Override
    void close();
}
