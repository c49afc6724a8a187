package dev.assay.enclave.guest.nitro;

import java.io.IOException;

/** The security module answered that it will not. */
public final class NsmException extends IOException {
    private static final long serialVersionUID = 1L;

    private final NsmError error;

    NsmException(String device, String request, NsmError error) {
        super(device + ": the module refused " + request + ": " + error + ", " + error.words());
        this.error = error;
    }

    public NsmError error() {
        return error;
    }
}
