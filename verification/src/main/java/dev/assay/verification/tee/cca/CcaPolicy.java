package dev.assay.verification.tee.cca;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.MeasurementsField;
import dev.assay.verification.tee.ReferenceKind;
import dev.assay.verification.tee.ReferenceValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the caller demands of a realm and of the platform that it runs on. Complete by construction: each field is decided,
 * and what is not checked is said in words.
 */
public final class CcaPolicy {

    enum AcceptedLifecycle {
        SECURED,
        ANY
    }

    private final Optional<List<RealmMeasurements>> measurements;
    private final Optional<List<PlatformSoftware>> platforms;
    private final AcceptedLifecycle lifecycle;
    private final Optional<byte[]> personalizationValue;
    private final Optional<byte[]> challenge;

    private CcaPolicy(Builder decided) {
        measurements = decided.measurements.decided("anyMeasurement() or measurement()");
        platforms = decided.platforms.decided("insecureAnyPlatformSoftware() or platformSoftware()");
        lifecycle = decided.lifecycle();
        personalizationValue =
                Builder.decided(decided.personalizationValue, "personalizationValue() or anyPersonalizationValue()");
        challenge = Builder.decided(decided.challenge, "challenge() or insecureAnyChallenge()");
    }

    private CcaPolicy(CcaPolicy policy, byte[] challenge) {
        measurements = policy.measurements;
        platforms = policy.platforms;
        lifecycle = policy.lifecycle;
        personalizationValue = policy.personalizationValue;
        this.challenge = Optional.of(challenge);
    }

    /**
     * The same policy, but with this challenge.
     *
     * @throws IllegalArgumentException if it is empty or has more than 64 bytes
     */
    public CcaPolicy withChallenge(byte[] value) {
        return new CcaPolicy(this, Builder.padded(value));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether it says which realms are accepted, rather than any. */
    public boolean namesCode() {
        return measurements.isPresent();
    }

    /** Empty: any. */
    Optional<List<RealmMeasurements>> measurements() {
        return measurements;
    }

    /** Empty: any. */
    Optional<List<PlatformSoftware>> platforms() {
        return platforms;
    }

    AcceptedLifecycle lifecycle() {
        return lifecycle;
    }

    /** Empty: any. */
    Optional<byte[]> personalizationValue() {
        return personalizationValue;
    }

    /** Empty: any. */
    Optional<byte[]> challenge() {
        return challenge;
    }

    /** What is accepted of one thing: nothing yet, anything, or one of a list. */
    private static final class Accepted<T> {
        private boolean any;
        private final List<T> list = new ArrayList<>();

        Optional<List<T>> decided(String calls) {
            if (any == !list.isEmpty()) {
                throw new IllegalArgumentException(
                        any ? "the policy decides both ways: " + calls : "the policy is undecided: call " + calls);
            }
            return any ? Optional.empty() : Optional.of(List.copyOf(list));
        }
    }

    /** Decides one field after the other; none has a default. */
    public static final class Builder {

        private final Accepted<RealmMeasurements> measurements = new Accepted<>();
        private final Accepted<PlatformSoftware> platforms = new Accepted<>();
        private @Nullable AcceptedLifecycle lifecycle;
        private @Nullable Optional<byte[]> personalizationValue;
        private @Nullable Optional<byte[]> challenge;

        private Builder() {}

        /**
         * Decides all but the challenge, as a policy file says:
         *
         * <pre>{@code
         * {"measurements": [{"rim": "<hex>", "rem0": "<hex>"}],
         *  "platforms": [{"implementationId": "<64 hex digits>", "config": "<hex>",
         *                 "components": [{"measurement": "<hex>", "signerId": "<hex>"}]}],
         *  "lifecycle": "secured",
         *  "personalizationValue": "<128 hex digits>"}
         * }</pre>
         *
         * {@code measurements} may be any form of {@link MeasurementsField}, {@code personalizationValue} {@code "any"},
         * {@code platforms} and {@code lifecycle} {@code "insecure-any"}.
         *
         * @throws IllegalArgumentException if a field is missing or unknown, or a value is out of range
         */
        public Builder read(JsonValue rules) {
            return CcaPolicyFile.read(this, rules);
        }

        /** Accepts any code: only that it runs in a realm is checked. */
        public Builder anyMeasurement() {
            measurements.any = true;
            return this;
        }

        /** Accepts a realm with these measurements; call it again to accept another one too. */
        public Builder measurement(RealmMeasurements value) {
            measurements.list.add(value);
            return this;
        }

        /**
         * Accepts each of these releases, as well as what else is named.
         *
         * @throws IllegalArgumentException if one is for another kind, or lacks the initial measurement
         */
        public Builder referenceValues(ReferenceValues values) {
            values.registersOf(ReferenceKind.ARM_CCA)
                    .forEach(registers -> measurement(RealmMeasurements.named(registers)));
            return this;
        }

        /** Accepts any firmware on any platform whose key is trusted, however old and known to be broken. */
        public Builder insecureAnyPlatformSoftware() {
            platforms.any = true;
            return this;
        }

        /** Accepts a platform in this state; call it again to accept another one too. */
        public Builder platformSoftware(PlatformSoftware value) {
            platforms.list.add(value);
            return this;
        }

        /** Refuses a platform that is not in its secured state: others can be debugged, and keep nothing secret. */
        public Builder requireSecured() {
            return decideLifecycle(AcceptedLifecycle.SECURED);
        }

        /** Accepts a platform that is debugged or not yet provisioned. */
        public Builder insecureAnyLifecycle() {
            return decideLifecycle(AcceptedLifecycle.ANY);
        }

        /**
         * The value that the realm's owner gave it at its creation.
         *
         * @throws IllegalArgumentException unless there are 64 bytes
         */
        public Builder personalizationValue(byte[] value) {
            if (value.length != RealmClaims.PERSONALIZATION_BYTES) {
                throw new IllegalArgumentException("a personalization value has 64 bytes, not " + value.length);
            }
            personalizationValue = Optional.of(value.clone());
            return this;
        }

        /** Accepts any realm of the same code, whoever configured it. */
        public Builder anyPersonalizationValue() {
            personalizationValue = Optional.empty();
            return this;
        }

        /**
         * The challenge that the verifier chose for this one token. One of less than 64 bytes is followed by zeros (RMM,
         * A7.2.2, which recommends at least 32).
         *
         * @throws IllegalArgumentException if it is empty or has more than 64 bytes
         */
        public Builder challenge(byte[] value) {
            challenge = Optional.of(padded(value));
            return this;
        }

        private static byte[] padded(byte[] challenge) {
            if (challenge.length == 0 || challenge.length > RealmClaims.CHALLENGE_BYTES) {
                throw new IllegalArgumentException("a challenge has 1 to 64 bytes, not " + challenge.length);
            }
            return Arrays.copyOf(challenge, RealmClaims.CHALLENGE_BYTES);
        }

        /** Accepts a recording of any age: a token has no time in it. */
        public Builder insecureAnyChallenge() {
            challenge = Optional.empty();
            return this;
        }

        /**
         * The policy, complete.
         *
         * @throws IllegalArgumentException if a field is undecided, or decided both ways
         */
        public CcaPolicy build() {
            return new CcaPolicy(this);
        }

        private Builder decideLifecycle(AcceptedLifecycle value) {
            if (lifecycle != null && lifecycle != value) {
                throw new IllegalArgumentException("other lifecycles are both refused and accepted");
            }
            lifecycle = value;
            return this;
        }

        private AcceptedLifecycle lifecycle() {
            return decided(lifecycle, "requireSecured() or insecureAnyLifecycle()");
        }

        private static <T> T decided(@Nullable T field, String calls) {
            if (field == null) {
                throw new IllegalArgumentException("the policy is undecided: call " + calls);
            }
            return field;
        }
    }
}
