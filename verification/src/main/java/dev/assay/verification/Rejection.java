package dev.assay.verification;

/**
 * Ends a verification from the inside; caught in the one public method that returns the {@link Verdict}. Has no stack
 * trace: hostile bytes must not cost more than honest ones.
 */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public Rejection(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The text that goes with the reason. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public <T> Verdict<T> verdict() {
        return new Verdict.Rejected<>(reason, detail());
    }
}
