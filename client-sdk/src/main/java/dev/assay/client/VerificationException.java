package dev.assay.client;

import dev.assay.verification.Reason;

/** What came back was checked and is not what was asked for: somebody on the way lies or is broken. */
public final class VerificationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public VerificationException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** Which check failed. */
    public Reason reason() {
        return reason;
    }

    /** What that means and what to do, in a sentence or two. */
    public String explanation() {
        return reason.explanation();
    }

    /** What was found and what was expected, for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
