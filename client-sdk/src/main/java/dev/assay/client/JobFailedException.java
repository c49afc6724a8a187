package dev.assay.client;

import dev.assay.edge.ErrorCode;

/** A request has no result: the program failed, nobody served it in time, or the relay could not be reached. */
public final class JobFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose word it is that there is no result. */
    public enum Word {
        /** An enclave signed the failure, and its receipt was verified here. */
        ENCLAVE,
        /** The relay says so, or could not be reached: it may be wrong, or lie. */
        RELAY
    }

    private final ErrorCode code;
    private final boolean retryable;
    private final Word word;

    public JobFailedException(ErrorCode code, String detail, boolean retryable) {
        this(code, detail, retryable, Word.RELAY);
    }

    private JobFailedException(ErrorCode code, String detail, boolean retryable, Word word) {
        super(detail);
        this.code = code;
        this.retryable = retryable;
        this.word = word;
    }

    /** A failure that an enclave's verified receipt states; the same again fails again. */
    public static JobFailedException attested(ErrorCode code, String detail) {
        return new JobFailedException(code, detail, false, Word.ENCLAVE);
    }

    /** The stable code; {@code proto/README.md} lists them all. */
    public ErrorCode code() {
        return code;
    }

    /** What happened, for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Whose word it is. */
    public Word word() {
        return word;
    }

    /** Whether the same again may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
