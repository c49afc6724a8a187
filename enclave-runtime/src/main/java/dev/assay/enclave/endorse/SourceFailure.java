package dev.assay.enclave.endorse;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A source answered, but with an error. */
final class SourceFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String text;
    private final transient Optional<Duration> wait;

    /** @param wait as long as the source asks for */
    SourceFailure(int status, String message, Optional<Duration> wait) {
        super(message);
        this.status = status;
        text = message;
        this.wait = wait;
    }

    /** Of HTTP. */
    int status() {
        return status;
    }

    String text() {
        return text;
    }

    Optional<Duration> waitAskedFor() {
        return wait;
    }

    /** RFC 9110, section 15.6, and RFC 6585, section 4: the same question may be answered later. */
    boolean isPassing() {
        return switch (status) {
            case 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }
}
