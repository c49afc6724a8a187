package dev.assay.client;

import dev.assay.edge.ErrorCode;

/** A request has no result: the program failed, nobody served it in time, or the relay could not be reached. */
public final class JobFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final boolean retryable;

    public JobFailedException(ErrorCode code, String detail, boolean retryable) {
        super(detail);
        this.code = code;
        this.retryable = retryable;
    }

    /** The stable code; {@code proto/README.md} lists them all. */
    public ErrorCode code() {
        return code;
    }

    /** What happened, for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Whether the same again may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
