package dev.assay.verification.tee;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Step 3 of 3: what a genuine TEE said, and the policy accepted. Made by {@link EvidenceVerifier} alone.
 */
public final class VerifiedEvidence {

    private static final String AWS_NITRO = "aws-nitro";

    private final GenuineNitro genuine;
    private final Optional<EnclaveKeys> keys;

    private VerifiedEvidence(GenuineNitro genuine, Optional<EnclaveKeys> keys) {
        this.genuine = genuine;
        this.keys = keys;
    }

    /**
     * Compares a genuine document with the policy. Checks, none of which is AWS's to make:
     *
     * <ol>
     *   <li>debug mode: PCR0 is not all zero, unless the policy allows it;
     *   <li>measurements: the registers equal those of one accepted measurement;
     *   <li>time: the document was not made after {@code now}, but for the clock skew;
     *   <li>freshness: its nonce is the policy's, or its age within the policy's limit;
     *   <li>keys: if {@code user_data} binds enclave keys, {@code public_key} is their signing key and {@code now} is in
     *       their life, but for the clock skew.
     * </ol>
     *
     * @throws Rejection at the first check that fails
     */
    static VerifiedEvidence appraise(GenuineNitro genuine, AppraisalPolicy policy, Instant now) {
        Appraisal appraisal = new Appraisal(genuine.document(), policy, now);
        appraisal.checkDebug();
        appraisal.checkMeasurements();
        appraisal.checkTime();
        appraisal.checkFreshness();
        Optional<EnclaveKeys> keys = appraisal.checkKeys();
        return new VerifiedEvidence(genuine, keys);
    }

    /** @throws Rejection at the first check that fails */
    VerifiedEvidence verifyAgain(TrustAnchors anchors, AppraisalPolicy policy, Instant now) {
        return appraise(genuine.verifyAgain(anchors, now), policy, now);
    }

    /** The kind of TEE: {@code aws-nitro}, the format of a simulated one as well. */
    public String tee() {
        return AWS_NITRO;
    }

    /** No hardware stands behind it. */
    public boolean simulated() {
        return genuine.isSimulated();
    }

    /** The enclave's operator can read its memory. */
    public boolean debug() {
        return Appraisal.isDebug(document());
    }

    /** The hypervisor's name for the enclave. */
    public String moduleId() {
        return document().moduleId();
    }

    /** When the document was made, to the millisecond. */
    public Instant timestamp() {
        return document().timestamp();
    }

    /** The registers by index 0..31, each of 48 bytes (SHA-384); a copy. */
    public SortedMap<Integer, byte[]> pcrs() {
        SortedMap<Integer, byte[]> copy = new TreeMap<>();
        document().pcrs().forEach((index, pcr) -> copy.put(index, pcr.clone()));
        return copy;
    }

    /** At most 1024 bytes; a copy. */
    public Optional<byte[]> nonce() {
        return document().nonce().map(byte[]::clone);
    }

    /** At most 1024 bytes; a copy. */
    public Optional<byte[]> publicKey() {
        return document().publicKey().map(byte[]::clone);
    }

    /** At most 1024 bytes; a copy. */
    public Optional<byte[]> userData() {
        return document().userData().map(byte[]::clone);
    }

    /** The keys that an Assay enclave binds to the document; empty for an enclave of others. */
    public Optional<EnclaveKeys> keys() {
        return keys;
    }

    /** SHA-256 of the evidence as received: what a receipt names. */
    public Digest digest() {
        return genuine.evidence().digest();
    }

    private NitroDocument document() {
        return genuine.document();
    }
}
