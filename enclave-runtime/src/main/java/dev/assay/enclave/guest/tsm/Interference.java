package dev.assay.enclave.guest.tsm;

import java.io.IOException;

/** Somebody else wrote to our request: what was read may be about their data. */
final class Interference extends IOException {
    private static final long serialVersionUID = 1L;

    Interference(String message) {
        super(message);
    }
}
