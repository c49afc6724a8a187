package dev.assay.verification.tee;

import dev.assay.verification.Digest;
import java.time.Duration;

/** How a policy knows that evidence is not an old recording. There is no "none". */
public sealed interface Freshness {

    /**
     * The evidence binds exactly this value, which the verifier made at random for this one check.
     *
     * @param value 32 bytes
     */
    record Nonce(Digest value) implements Freshness {}

    /**
     * The evidence was made at most so long ago; what is then signed by the keys that it binds is fresh by its own request
     * id. Its age is the time in a Nitro document, and else the beginning of the bound keys' life: a Nitro document without
     * Assay's keys passes by its age alone, evidence of another kind without keys is refused. Whoever relies on the keys
     * looks at {@code VerifiedEvidence.keys()}, as {@code ReceiptVerifier} does.
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

    /**
     * The report data is exactly this, of which the caller knows that it is fresh: a hash of a key and a nonce in a protocol
     * of their own, for example.
     *
     * @param value 64 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // cloned on the way in and out, compared nowhere
    record Exactly(byte[] value) implements Freshness {
        public Exactly {
            value = value.clone();
            if (value.length != 64) {
                throw new IllegalArgumentException("report data has 64 bytes, not " + value.length);
            }
        }

        @Override
        public byte[] value() {
            return value.clone();
        }
    }

    /** A nonce is demanded, but not chosen yet: {@code AppraisalPolicy.withNonce} must be called before use. */
    record NonceAwaited() implements Freshness {}

    /** The evidence binds this nonce. */
    static Freshness nonce(Digest value) {
        return new Nonce(value);
    }

    /**
     * The report data is this.
     *
     * @throws IllegalArgumentException unless there are 64 bytes
     */
    static Freshness reportData(byte[] value) {
        return new Exactly(value);
    }

    /**
     * The evidence is recent; see {@link KeyBinding} for evidence that binds no keys.
     *
     * @throws IllegalArgumentException unless {@code maxAge} is more than zero and at most 365 days
     */
    static Freshness keyBinding(Duration maxAge) {
        return new KeyBinding(maxAge);
    }
}
