package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Digest;
import dev.assay.verification.json.JsonValue;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caller demands of a genuine device. Complete by construction: each field is decided, and what is not checked is
 * said in words.
 *
 * @param nonce what the device was asked with (see {@link NvidiaNonce}); empty where any will do
 * @param drivers empty where any will do
 * @param vbioses empty where any will do
 */
public record NvidiaPolicy(
        Set<NvidiaArchitecture> architectures,
        Optional<Digest> nonce,
        Optional<Set<String>> drivers,
        Optional<Set<String>> vbioses,
        Ocsp ocsp,
        Rims rims,
        ProtectedPcie protectedPcie) {

    /** Whether certificates must be known not to be revoked. */
    public enum Ocsp {
        REQUIRED,
        /** A certificate on hold passes: NVIDIA puts those of old firmware on hold. */
        REQUIRED_HOLD_ALLOWED,
        /** Nothing need be stapled: a revoked device passes. */
        INSECURE_WAIVED
    }

    /** Whether measurements must be NVIDIA's golden ones. */
    public enum Rims {
        REQUIRED,
        /** Nothing need be stapled: any firmware passes, and one in debug mode too. */
        INSECURE_WAIVED
    }

    /** What becomes of a GPU whose traffic through switches is in the clear. */
    public enum ProtectedPcie {
        /** It is refused alone, and accepted by {@link NvidiaSystem#appraise}. */
        WITH_ITS_SWITCHES,
        /** It passes alone: whoever holds the switches reads its traffic. */
        INSECURE_ALONE
    }

    /** @throws IllegalArgumentException if a set accepts nothing */
    public NvidiaPolicy {
        architectures = atLeastOne(architectures);
        drivers = drivers.map(NvidiaPolicy::atLeastOne);
        vbioses = vbioses.map(NvidiaPolicy::atLeastOne);
    }

    private static <T> Set<T> atLeastOne(Set<T> set) {
        if (set.isEmpty()) {
            throw new IllegalArgumentException("the policy accepts nothing");
        }
        return Set.copyOf(set);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The same policy, but with this nonce. */
    public NvidiaPolicy withNonce(Digest value) {
        return new NvidiaPolicy(architectures, Optional.of(value), drivers, vbioses, ocsp, rims, protectedPcie);
    }

    /** Decides one field after the other; none has a default. */
    public static final class Builder {

        private @Nullable Set<NvidiaArchitecture> architectures;
        private @Nullable Optional<Digest> nonce;
        private @Nullable Optional<Set<String>> drivers;
        private @Nullable Optional<Set<String>> vbioses;
        private @Nullable Ocsp ocsp;
        private @Nullable Rims rims;
        private @Nullable ProtectedPcie protectedPcie;

        private Builder() {}

        /**
         * Decides all but the nonce as a policy file says:
         *
         * <pre>{@code
         * {"architectures": ["HOPPER", "BLACKWELL"],
         *  "drivers": ["580.159.03"],
         *  "vbioses": "any",
         *  "ocsp": "require",
         *  "rims": "require",
         *  "protectedPcie": "with-its-switches"}
         * }</pre>
         *
         * {@code architectures} and {@code drivers} may be {@code "any"} too, {@code ocsp} {@code "require-or-hold"} or
         * {@code "insecure-waive"}, {@code rims} {@code "insecure-waive"}, {@code protectedPcie} {@code "insecure-alone"}.
         *
         * @throws IllegalArgumentException if a field is missing or unknown, or a value is out of range
         */
        public Builder read(JsonValue rules) {
            return NvidiaPolicyFile.read(this, rules);
        }

        public Builder architectures(Set<NvidiaArchitecture> accepted) {
            architectures = accepted;
            return this;
        }

        public Builder anyArchitecture() {
            return architectures(EnumSet.allOf(NvidiaArchitecture.class));
        }

        /** Accepts a report that was asked for with this value; see {@link NvidiaNonce}. */
        public Builder nonce(Digest value) {
            nonce = Optional.of(value);
            return this;
        }

        /** Accepts a report of any time: it may be a recording of years ago. */
        public Builder insecureAnyNonce() {
            nonce = Optional.empty();
            return this;
        }

        /** Accepts GPUs under these drivers, each as the device writes it; it says nothing of switches. */
        public Builder drivers(Set<String> accepted) {
            drivers = Optional.of(accepted);
            return this;
        }

        public Builder anyDriver() {
            drivers = Optional.empty();
            return this;
        }

        /** Accepts these firmware versions, such as {@code 96.00.74.00.20}. */
        public Builder vbioses(Set<String> accepted) {
            vbioses = Optional.of(accepted);
            return this;
        }

        public Builder anyVbios() {
            vbioses = Optional.empty();
            return this;
        }

        /** Demands that every certificate is known to be good. */
        public Builder requireOcsp() {
            return ocsp(Ocsp.REQUIRED);
        }

        /** Demands answers, but accepts a certificate on hold. */
        public Builder requireOcspOrHold() {
            return ocsp(Ocsp.REQUIRED_HOLD_ALLOWED);
        }

        /** Demands no answers; those that are stapled still count. */
        public Builder insecureWithoutOcsp() {
            return ocsp(Ocsp.INSECURE_WAIVED);
        }

        Builder ocsp(Ocsp value) {
            ocsp = value;
            return this;
        }

        /** Demands the manifests of driver and VBIOS, and that the device measures as they say. */
        public Builder requireRims() {
            return rims(Rims.REQUIRED);
        }

        /** Demands no manifests; those that are stapled still count. */
        public Builder insecureWithoutRims() {
            return rims(Rims.INSECURE_WAIVED);
        }

        Builder rims(Rims value) {
            rims = value;
            return this;
        }

        /** Refuses a GPU in protected PCIe mode alone. */
        public Builder protectedPcieWithItsSwitches() {
            return protectedPcie(ProtectedPcie.WITH_ITS_SWITCHES);
        }

        /** Accepts a GPU in protected PCIe mode alone. */
        public Builder insecureProtectedPcieAlone() {
            return protectedPcie(ProtectedPcie.INSECURE_ALONE);
        }

        Builder protectedPcie(ProtectedPcie value) {
            protectedPcie = value;
            return this;
        }

        /**
         * The policy, complete.
         *
         * @throws IllegalArgumentException if a field is undecided, or a set is empty
         */
        public NvidiaPolicy build() {
            return new NvidiaPolicy(
                    decided(architectures, "architectures() or anyArchitecture()"),
                    decided(nonce, "nonce() or insecureAnyNonce()"),
                    decided(drivers, "drivers() or anyDriver()"),
                    decided(vbioses, "vbioses() or anyVbios()"),
                    decided(ocsp, "requireOcsp(), requireOcspOrHold() or insecureWithoutOcsp()"),
                    decided(rims, "requireRims() or insecureWithoutRims()"),
                    decided(protectedPcie, "protectedPcieWithItsSwitches() or insecureProtectedPcieAlone()"));
        }

        private static <T> T decided(@Nullable T field, String call) {
            if (field == null) {
                throw new IllegalArgumentException("the policy is undecided: call " + call);
            }
            return field;
        }
    }
}
