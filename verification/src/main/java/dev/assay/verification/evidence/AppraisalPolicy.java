package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.nitro.NitroPolicy;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the caller demands of evidence: how fresh it is, and which enclaves of each kind of TEE are accepted. A kind that is
 * not named is refused. Complete by construction: each field is decided, and what is not checked is said in words.
 */
public final class AppraisalPolicy {

    private final Freshness freshness;
    private final Duration clockSkew;
    private final NitroPolicy nitro;

    private AppraisalPolicy(Freshness freshness, Duration clockSkew, NitroPolicy nitro) {
        this.freshness = freshness;
        this.clockSkew = clockSkew;
        this.nitro = nitro;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a policy file, such as
     *
     * <pre>{@code
     * {"freshness": {"keyBindingMaxAgeSeconds": 3600},
     *  "clockSkewSeconds": 300,
     *  "accept": {"aws-nitro": {"measurements": [{"0": "<96 hex digits>", "1": "...", "2": "..."}],
     *                           "debug": "refuse"}}}
     * }</pre>
     *
     * {@code freshness} may be {@code "nonce"}, after which {@link #withNonce} must be called before use. Each kind in
     * {@code accept} has the fields that its own policy says.
     *
     * @param json at most 64 KiB
     * @throws IllegalArgumentException if it is no JSON, a field is missing or unknown, or a value is out of range
     */
    public static AppraisalPolicy parse(byte[] json) {
        return PolicyFile.parse(json);
    }

    /** The same policy, but fresh by this nonce and nothing else. */
    public AppraisalPolicy withNonce(Digest nonce) {
        return new AppraisalPolicy(Freshness.nonce(nonce), clockSkew, nitro.withNonce(nonce));
    }

    void checkUsable() {
        if (freshness instanceof Freshness.NonceAwaited) {
            throw new IllegalArgumentException("the policy awaits its nonce: call withNonce()");
        }
    }

    /** How the policy knows that evidence is not an old recording. */
    public Freshness freshness() {
        return freshness;
    }

    /** How far the enclave's clock and the verifier's may differ; at most a day. */
    public Duration clockSkew() {
        return clockSkew;
    }

    /** Which AWS Nitro enclaves are accepted. */
    NitroPolicy nitro() {
        return nitro;
    }

    /** Whether it says which code is accepted of evidence of this kind, rather than any. */
    public boolean namesCode(Attested attested) {
        return switch (attested) {
            case Attested.Nitro enclave -> nitro.namesCode();
        };
    }

    /** Decides freshness, skew and at least one kind of TEE; none has a default. */
    public static final class Builder {

        private static final Duration MAX_SKEW = Duration.ofDays(1);

        private @Nullable Freshness freshness;
        private @Nullable Duration clockSkew;
        private @Nullable UnaryOperator<NitroPolicy.Builder> nitro;

        private Builder() {}

        public Builder freshness(Freshness value) {
            freshness = value;
            return this;
        }

        /**
         * How far the enclave's clock may run ahead of the verifier's.
         *
         * @throws IllegalArgumentException if it is negative or longer than a day
         */
        public Builder clockSkew(Duration value) {
            if (value.isNegative() || value.compareTo(MAX_SKEW) > 0) {
                throw new IllegalArgumentException("a clock skew is between zero and one day, not " + value);
            }
            clockSkew = value;
            return this;
        }

        /** Accepts AWS Nitro enclaves of these measurements and debug mode; freshness and skew are this policy's. */
        public Builder nitro(UnaryOperator<NitroPolicy.Builder> decide) {
            nitro = decide;
            return this;
        }

        /**
         * The policy, complete.
         *
         * @throws IllegalArgumentException if a field is undecided, or decided both ways
         */
        public AppraisalPolicy build() {
            if (freshness == null || clockSkew == null) {
                throw new IllegalArgumentException("the policy is undecided: call freshness() and clockSkew()");
            }
            if (nitro == null) {
                throw new IllegalArgumentException("the policy accepts no kind of TEE: call nitro()");
            }
            NitroPolicy decided = nitro.apply(NitroPolicy.builder())
                    .freshness(freshness)
                    .clockSkew(clockSkew)
                    .build();
            return new AppraisalPolicy(freshness, clockSkew, decided);
        }
    }
}
