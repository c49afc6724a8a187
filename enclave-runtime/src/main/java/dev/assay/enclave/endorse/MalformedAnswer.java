package dev.assay.enclave.endorse;

import java.io.IOException;

/** A source gave something else than what it was asked for. */
final class MalformedAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String message) {
        super(message);
    }
}
