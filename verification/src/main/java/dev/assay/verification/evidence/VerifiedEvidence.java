package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import dev.assay.verification.tee.nitro.VerifiedNitroTpm;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** What a genuine TEE said and the policy accepted, and the keys that it binds. Made by {@link EvidenceVerifier} alone. */
public final class VerifiedEvidence {

    private final Attested attested;
    private final Optional<EnclaveKeys> keys;
    private final EvidenceBundle bundle;

    private VerifiedEvidence(Attested attested, Optional<EnclaveKeys> keys, EvidenceBundle bundle) {
        this.attested = attested;
        this.keys = keys;
        this.bundle = bundle;
    }

    /**
     * Reads the keys that a Nitro document binds, if its {@code user_data} is labelled as such: then {@code public_key} is
     * their signing key and {@code now} is in their life, but for the clock skew. Other kinds have bound the bundle's.
     *
     * @throws Rejection if the keys are not so
     */
    static VerifiedEvidence of(Attested attested, EvidenceBundle bundle, AppraisalPolicy policy, Instant now) {
        Optional<EnclaveKeys> keys = switch (attested) {
            case Attested.Nitro(VerifiedNitro enclave) -> keys(enclave.userData(), enclave.publicKey(), policy, now);
            case Attested.NitroTpm(VerifiedNitroTpm instance) ->
                keys(instance.userData(), instance.publicKey(), policy, now);
            default -> bundle.keys();
        };
        return new VerifiedEvidence(attested, keys, bundle);
    }

    private static Optional<EnclaveKeys> keys(
            Optional<byte[]> userData, Optional<byte[]> publicKey, AppraisalPolicy policy, Instant now) {
        Optional<EnclaveKeys> keys = userData.filter(EnclaveKeys::isLabelled).map(EnclaveKeys::read);
        keys.ifPresent(bound -> bound.checkSigningKey(publicKey));
        keys.ifPresent(bound -> bound.checkLife(policy.clockSkew(), now));
        return keys;
    }

    /** All that the evidence says, by its kind. */
    public Attested attested() {
        return attested;
    }

    /** The evidence itself, with its endorsements. */
    public EvidenceBundle bundle() {
        return bundle;
    }

    /** The kind of TEE, such as {@code aws-nitro}. */
    public String tee() {
        return attested.tee();
    }

    /** No hardware stands behind it. */
    public boolean simulated() {
        return attested.simulated();
    }

    /** The TEE's operator can read its memory. */
    public boolean debug() {
        return attested.debug();
    }

    /** The registers that say which code runs, by the vendor's names in lower case; a copy. */
    public SortedMap<String, byte[]> measurements() {
        return attested.measurements();
    }

    /** The keys that an Assay enclave binds to its evidence; empty for an enclave of others. */
    public Optional<EnclaveKeys> keys() {
        return keys;
    }

    /** SHA-256 of the evidence as it was received: what a receipt names. */
    public Digest digest() {
        return attested.digest();
    }
}
