package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** What a genuine TEE said and the policy accepted, and the keys that it binds. Made by {@link EvidenceVerifier} alone. */
public final class VerifiedEvidence {

    private final Attested attested;
    private final Optional<EnclaveKeys> keys;

    private VerifiedEvidence(Attested attested, Optional<EnclaveKeys> keys) {
        this.attested = attested;
        this.keys = keys;
    }

    /**
     * A Nitro document, whose {@code user_data} may bind enclave keys: then {@code public_key} is their signing key and
     * {@code now} is in their life, but for the clock skew.
     *
     * @throws Rejection if the keys are not so
     */
    static VerifiedEvidence of(VerifiedNitro enclave, AppraisalPolicy policy, Instant now) {
        Optional<EnclaveKeys> keys =
                enclave.userData().filter(EnclaveKeys::isLabelled).map(EnclaveKeys::read);
        keys.ifPresent(bound -> bound.checkSigningKey(enclave.publicKey()));
        keys.ifPresent(bound -> bound.checkLife(policy.clockSkew(), now));
        return new VerifiedEvidence(new Attested.Nitro(enclave), keys);
    }

    /** All that the evidence says, by its kind. */
    public Attested attested() {
        return attested;
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

    /** SHA-256 of the evidence as received: what a receipt names. */
    public Digest digest() {
        return attested.digest();
    }
}
