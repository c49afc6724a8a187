package dev.assay.enclave.guest.tpm;

import java.io.IOException;

/** A TPM refused a command. */
public final class TpmException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    TpmException(String command, int code) {
        super(command + " failed with 0x" + Integer.toHexString(code) + ", " + ResponseCode.describe(code));
        this.code = code;
    }

    /** TPM_RC. */
    public int code() {
        return code;
    }

    /** There is nothing at the handle or index (TPM_RC_HANDLE or TPM_RC_REFERENCE_H0, of the first handle). */
    public boolean isAbsent() {
        return code == ResponseCode.FIRST_HANDLE || code == ResponseCode.REFERENCE_H0;
    }

    /** The same command may succeed later. */
    boolean isTransient() {
        return code == ResponseCode.RETRY
                || code == ResponseCode.YIELDED
                || code == ResponseCode.TESTING
                || code == ResponseCode.NV_RATE;
    }
}
