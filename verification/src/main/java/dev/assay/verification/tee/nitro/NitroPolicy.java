package dev.assay.verification.tee.nitro;

import dev.assay.verification.Digest;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.MeasurementsField;
import dev.assay.verification.tee.ReferenceKind;
import dev.assay.verification.tee.ReferenceValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the caller demands of a genuine Nitro document. Complete by construction: each field is decided, and what is not
 * checked is said in words, {@code anyMeasurement()} or {@code insecureAllowDebug()}.
 */
public final class NitroPolicy {

    enum Debug {
        REFUSED,
        INSECURE_ALLOWED
    }

    private final NitroMeasurements measurements;
    private final Debug debug;
    private final Freshness freshness;
    private final Duration clockSkew;

    private NitroPolicy(NitroMeasurements measurements, Debug debug, Freshness freshness, Duration clockSkew) {
        this.measurements = measurements;
        this.debug = debug;
        this.freshness = freshness;
        this.clockSkew = clockSkew;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The same policy, but fresh by this nonce and nothing else. */
    public NitroPolicy withNonce(Digest nonce) {
        return new NitroPolicy(measurements, debug, Freshness.nonce(nonce), clockSkew);
    }

    void checkUsable() {
        if (freshness instanceof Freshness.NonceAwaited) {
            throw new IllegalArgumentException("the policy awaits its nonce: call withNonce()");
        }
    }

    /** Whether it says which code is accepted, rather than any. */
    public boolean namesCode() {
        // PCR 0 is of the whole image; a signer's or a role's register says nothing of what runs.
        return measurements instanceof NitroMeasurements.OneOf(List<SortedMap<Integer, byte[]>> accepted)
                && accepted.stream().allMatch(pcrs -> pcrs.containsKey(0));
    }

    NitroMeasurements measurements() {
        return measurements;
    }

    Debug debug() {
        return debug;
    }

    /** How the policy knows that evidence is not an old recording. */
    public Freshness freshness() {
        return freshness;
    }

    /** How far the enclave's clock and the verifier's may differ; at most a day. */
    public Duration clockSkew() {
        return clockSkew;
    }

    /** Decides one field after the other; none has a default. */
    public static final class Builder {

        private static final Duration MAX_SKEW = Duration.ofDays(1);

        private boolean anyMeasurement;
        private final List<SortedMap<Integer, byte[]>> accepted = new ArrayList<>();
        private @Nullable Debug debug;
        private @Nullable Freshness freshness;
        private @Nullable Duration clockSkew;

        private Builder() {}

        /**
         * Decides measurements and debug mode as a policy file says:
         *
         * <pre>{@code
         * {"measurements": [{"0": "<96 hex digits>", "1": "...", "2": "..."}], "debug": "refuse"}
         * }</pre>
         *
         * {@code measurements} may be any form of {@link MeasurementsField}, {@code debug} {@code "insecure-allow"}.
         *
         * @throws IllegalArgumentException if a field is missing or unknown, or a value is out of range
         */
        public Builder read(JsonValue rules) {
            return NitroPolicyFile.read(this, rules);
        }

        /** Accepts any code: only that it runs in a TEE is checked. */
        public Builder anyMeasurement() {
            anyMeasurement = true;
            return this;
        }

        /**
         * Accepts the code with these registers; call it again to accept another one too. Name PCR 0, 1 and 2: a signer's
         * register (8) alone accepts whatever that signer ever signs.
         *
         * @param pcrs index 0..31 to 48 bytes; registers that are not named are not compared
         * @throws IllegalArgumentException if the map is empty or an index or a length is wrong
         */
        public Builder measurement(Map<Integer, byte[]> pcrs) {
            accepted.add(NitroMeasurements.checked(pcrs));
            return this;
        }

        /**
         * Accepts each of these releases, as well as what else is named.
         *
         * @throws IllegalArgumentException if one is for another kind, or a length is wrong
         */
        public Builder referenceValues(ReferenceValues values) {
            values.registersOf(ReferenceKind.AWS_NITRO, ReferenceKind.AWS_NITRO_TPM)
                    .forEach(registers -> measurement(NitroMeasurements.numbered(registers)));
            return this;
        }

        /** Refuses an enclave in debug mode, whose memory and console its operator reads. */
        public Builder refuseDebug() {
            return decideDebug(Debug.REFUSED);
        }

        /** Accepts an enclave in debug mode, which keeps nothing secret. */
        public Builder insecureAllowDebug() {
            return decideDebug(Debug.INSECURE_ALLOWED);
        }

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

        /**
         * The policy, complete.
         *
         * @throws IllegalArgumentException if a field is undecided, or decided both ways
         */
        public NitroPolicy build() {
            return new NitroPolicy(
                    measurements(),
                    decided(debug, "refuseDebug() or insecureAllowDebug()"),
                    decided(freshness, "freshness(nonce or keyBinding)"),
                    decided(clockSkew, "clockSkew()"));
        }

        private Builder decideDebug(Debug value) {
            if (debug != null && debug != value) {
                throw new IllegalArgumentException("debug enclaves are both refused and allowed");
            }
            debug = value;
            return this;
        }

        private NitroMeasurements measurements() {
            if (anyMeasurement && !accepted.isEmpty()) {
                throw new IllegalArgumentException("anyMeasurement() and measurement() contradict each other");
            }
            if (!anyMeasurement && accepted.isEmpty()) {
                throw undecided("anyMeasurement() or measurement()");
            }
            return anyMeasurement ? new NitroMeasurements.Any() : new NitroMeasurements.OneOf(List.copyOf(accepted));
        }

        private static <T> T decided(@Nullable T field, String call) {
            if (field == null) {
                throw undecided(call);
            }
            return field;
        }

        private static IllegalArgumentException undecided(String call) {
            return new IllegalArgumentException("the policy is undecided: call " + call);
        }
    }
}
