package dev.assay.verification.tee.vtpm;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.tee.MeasurementsField;
import dev.assay.verification.tee.ReferenceKind;
import dev.assay.verification.tee.ReferenceValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the caller demands of a virtual TPM that is genuine. Complete by construction: each field is decided, and what is
 * not checked is said in words.
 */
public final class VtpmPolicy {

    enum Demand {
        REQUIRED,
        NOT_CHECKED
    }

    private final AcceptedRegisters registers;
    private final Optional<byte[]> nonce;
    private final Demand secureBoot;
    private final Demand eventLog;
    private final Optional<String> instance;
    private final Demand keyRevocation;

    private VtpmPolicy(Builder decided) {
        registers = decided.registers();
        nonce = Builder.decided(decided.nonce, "nonce() or insecureAnyNonce()");
        secureBoot = Builder.decided(decided.secureBoot, "requireSecureBoot() or anySecureBoot()");
        eventLog = Builder.decided(decided.eventLog, "requireEventLog() or anyEventLog()");
        instance = Builder.decided(decided.instance, "instance() or anyInstance()");
        keyRevocation =
                Builder.decided(decided.keyRevocation, "requireKeyRevocationLists() or waiveKeyRevocationLists()");
    }

    private VtpmPolicy(VtpmPolicy policy, byte[] nonce) {
        registers = policy.registers;
        this.nonce = Optional.of(nonce);
        secureBoot = policy.secureBoot;
        eventLog = policy.eventLog;
        instance = policy.instance;
        keyRevocation = policy.keyRevocation;
    }

    /**
     * The same policy, but with this nonce.
     *
     * @throws IllegalArgumentException unless it has 8 to 64 bytes
     */
    public VtpmPolicy withNonce(byte[] value) {
        return new VtpmPolicy(this, Builder.checked(value));
    }

    /** Of a machine of Google Cloud's; for Azure's see {@link AzurePolicy#builder}. */
    public static Builder builder() {
        return builder(ReferenceKind.GCP_VTPM);
    }

    /** @param kinds whose reference values it takes */
    static Builder builder(ReferenceKind... kinds) {
        return new Builder(kinds);
    }

    /**
     * Reads the file form, such as
     *
     * <pre>{@code
     * {"registers": [{"sha256:0": "<64 hex digits>", "sha256:4": "..."}],
     *  "nonce": "<hex digits>", "secureBoot": "require", "eventLog": "require",
     *  "instance": "projects/p/zones/z/instances/1", "keyRevocationLists": "require"}
     * }</pre>
     *
     * {@code registers} may be any form of {@link MeasurementsField}, {@code secureBoot}, {@code eventLog} and
     * {@code instance} {@code "any"}, {@code keyRevocationLists} {@code "waive"}, {@code nonce} {@code "insecure-any"}.
     *
     * @throws IllegalArgumentException if a field is missing or unknown, or a value out of range
     */
    public static VtpmPolicy parse(JsonObject policy) {
        return VtpmPolicyFile.parse(policy);
    }

    /** Whether it says which boot loader is accepted (PCR 4), rather than any. */
    public boolean namesCode() {
        return registers instanceof AcceptedRegisters.OneOf(List<SortedMap<String, byte[]>> accepted)
                && accepted.stream().allMatch(each -> each.keySet().stream().anyMatch(name -> name.endsWith(":4")));
    }

    AcceptedRegisters registers() {
        return registers;
    }

    Optional<byte[]> nonce() {
        return nonce;
    }

    Demand secureBoot() {
        return secureBoot;
    }

    Demand eventLog() {
        return eventLog;
    }

    Optional<String> instance() {
        return instance;
    }

    Demand keyRevocation() {
        return keyRevocation;
    }

    /** Decides one field after the other; none has a default. */
    public static final class Builder {

        private boolean anyPcrs;
        private final List<SortedMap<String, byte[]>> accepted = new ArrayList<>();
        private @Nullable Optional<byte[]> nonce;
        private @Nullable Demand secureBoot;
        private @Nullable Demand eventLog;
        private @Nullable Optional<String> instance;
        private @Nullable Demand keyRevocation;

        private final ReferenceKind[] kinds;

        private Builder(ReferenceKind... kinds) {
            this.kinds = kinds;
        }

        /**
         * Decides all but the nonce as a policy file says: the fields of {@link VtpmPolicy#parse} but that one.
         *
         * @throws IllegalArgumentException if a field is missing or unknown, or a value out of range
         */
        public Builder read(JsonValue rules) {
            return VtpmPolicyFile.read(this, rules);
        }

        /** Accepts any code: only that it runs on the cloud's machine is checked. */
        public Builder anyPcrs() {
            anyPcrs = true;
            return this;
        }

        /**
         * Accepts machines with these registers; call it again to accept others too.
         *
         * @param registers by a name such as {@code sha256:4}; those that are not named are not compared
         * @throws IllegalArgumentException if there is none of 0 to 15, which only a boot resets, a name or a length is
         *     wrong, or the bank is SHA-1's
         */
        public Builder pcrs(Map<String, byte[]> registers) {
            accepted.add(AcceptedRegisters.checked(registers));
            return this;
        }

        /**
         * Accepts each of these releases, as well as what else is named.
         *
         * @throws IllegalArgumentException if one is for another kind, or a register or a length is wrong
         */
        public Builder referenceValues(ReferenceValues values) {
            values.registersOf(kinds).forEach(this::pcrs);
            return this;
        }

        /**
         * The quote holds exactly this, which the verifier made at random for this one check.
         *
         * @throws IllegalArgumentException unless it has 8 to 64 bytes
         */
        public Builder nonce(byte[] value) {
            nonce = once(nonce, Optional.of(checked(value)));
            return this;
        }

        private static byte[] checked(byte[] nonce) {
            if (nonce.length < 8 || nonce.length > 64) {
                throw new IllegalArgumentException("a nonce has 8 to 64 bytes, not " + nonce.length);
            }
            return nonce.clone();
        }

        /** Accepts a recording: the quote may be as old as the key. */
        public Builder insecureAnyNonce() {
            nonce = once(nonce, Optional.empty());
            return this;
        }

        public Builder requireSecureBoot() {
            secureBoot = once(secureBoot, Demand.REQUIRED);
            return this;
        }

        public Builder anySecureBoot() {
            secureBoot = once(secureBoot, Demand.NOT_CHECKED);
            return this;
        }

        /** There must be an event log; that one replays is checked wherever there is one. */
        public Builder requireEventLog() {
            eventLog = once(eventLog, Demand.REQUIRED);
            return this;
        }

        public Builder anyEventLog() {
            eventLog = once(eventLog, Demand.NOT_CHECKED);
            return this;
        }

        /** This machine alone, by the name that {@link GenuineVtpm#instance} gives it. */
        public Builder instance(String name) {
            instance = once(instance, Optional.of(name));
            return this;
        }

        /** Any machine of the cloud, of any customer's. */
        public Builder anyInstance() {
            instance = once(instance, Optional.empty());
            return this;
        }

        /** Refuses a key whose certificates were compared with no revocation lists; a key without any passes. */
        public Builder requireKeyRevocationLists() {
            keyRevocation = once(keyRevocation, Demand.REQUIRED);
            return this;
        }

        /** Accepts a key of which nobody asked whether it was revoked; lists that come are checked all the same. */
        public Builder waiveKeyRevocationLists() {
            keyRevocation = once(keyRevocation, Demand.NOT_CHECKED);
            return this;
        }

        /**
         * The policy, complete.
         *
         * @throws IllegalArgumentException if a field is undecided, or decided both ways
         */
        public VtpmPolicy build() {
            return new VtpmPolicy(this);
        }

        private AcceptedRegisters registers() {
            if (anyPcrs == !accepted.isEmpty()) {
                throw new IllegalArgumentException("call either anyPcrs() or pcrs()");
            }
            return anyPcrs ? new AcceptedRegisters.Any() : new AcceptedRegisters.OneOf(List.copyOf(accepted));
        }

        private static <T> T once(@Nullable T before, T now) {
            if (before != null) {
                throw new IllegalArgumentException("a field of the policy is decided twice");
            }
            return now;
        }

        private static <T> T decided(@Nullable T field, String call) {
            if (field == null) {
                throw new IllegalArgumentException("the policy is undecided: call " + call);
            }
            return field;
        }
    }
}
