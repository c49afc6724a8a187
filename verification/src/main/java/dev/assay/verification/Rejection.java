package dev.assay.verification;

import java.util.List;

/**
 * Ends a verification from the inside; caught in the one public method that returns the {@link Verdict}. Has no stack
 * trace: hostile bytes must not cost more than honest ones.
 */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public Rejection(Reason reason, String detail) {
        this(List.of(new Finding(reason, detail)));
    }

    /** Several checks failed; the list is not empty. */
    Rejection(List<Finding> findings) {
        super(findings.getFirst().toString(), null, false, false);
        this.findings = List.copyOf(findings);
    }

    /** The first check that failed. */
    public Reason reason() {
        return findings.getFirst().reason();
    }

    /** The text that goes with the reason. */
    public String detail() {
        return findings.getFirst().detail();
    }

    /** Every check that failed. */
    public List<Finding> findings() {
        return findings;
    }

    public <T> Verdict<T> verdict() {
        return new Verdict.Rejected<>(findings);
    }
}
