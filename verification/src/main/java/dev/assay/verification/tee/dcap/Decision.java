package dev.assay.verification.tee.dcap;

import org.jspecify.annotations.Nullable;

/** One field of a policy, which is undecided until it is decided, once. */
final class Decision<T> {

    private final String calls;
    private @Nullable T value;

    /** @param calls how to decide it, for the message */
    Decision(String calls) {
        this.calls = calls;
    }

    void decide(T decided) {
        if (value != null) {
            throw new IllegalArgumentException("decided twice: " + calls);
        }
        value = decided;
    }

    T get() {
        if (value == null) {
            throw new IllegalArgumentException("the policy is undecided: call " + calls);
        }
        return value;
    }
}
