package dev.assay.enclave.guest.tpm;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Sends commands. What a TPM asks to have sent again is, for about two seconds. */
record TpmConnection(TpmChannel channel) {

    private static final int MOST_TRIES = 9;
    private static final long FIRST_WAIT_NANOS = 5_000_000;

    /**
     * The response behind its header: handles, then parameters.
     *
     * @throws TpmException if the TPM refuses
     */
    TpmResponse send(TpmCommand command) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return TpmResponse.parse(channel.name(), command, channel.transmit(command.bytes()));
            } catch (TpmException e) {
                if (!e.isTransient() || tries == MOST_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(FIRST_WAIT_NANOS << (tries - 1));
            }
        }
    }
}
