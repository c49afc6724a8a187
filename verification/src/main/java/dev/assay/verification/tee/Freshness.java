package dev.assay.verification.tee;

import dev.assay.verification.Digest;
import java.time.Duration;

/** How a policy knows that evidence is not an old recording. There is no "none". */
public sealed interface Freshness {

    /**
     * The document's nonce is exactly this value, which the verifier made at random for this one check.
     *
     * @param value 32 bytes
     */
    record Nonce(Digest value) implements Freshness {}

    /**
     * The document binds the enclave's keys and was made at most so long ago; what is then signed by the keys is fresh by
     * its own request id.
     *
     * @param maxAge more than zero, at most 365 days
     */
    record KeyBinding(Duration maxAge) implements Freshness {
        public KeyBinding {
            if (!maxAge.isPositive() || maxAge.compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException("a key binding's greatest age is between 0 and 365 days");
            }
        }
    }

    /** A nonce is demanded, but not chosen yet: {@link AppraisalPolicy#withNonce} must be called before use. */
    record NonceAwaited() implements Freshness {}

    /** The document holds this nonce. */
    static Freshness nonce(Digest value) {
        return new Nonce(value);
    }

    /**
     * The document binds the enclave's keys and is recent.
     *
     * @throws IllegalArgumentException unless {@code maxAge} is more than zero and at most 365 days
     */
    static Freshness keyBinding(Duration maxAge) {
        return new KeyBinding(maxAge);
    }
}
