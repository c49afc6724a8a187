package dev.assay.verification.tee.nitro;

import dev.assay.verification.Checks;
import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.VerifiedTee;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Step 3 of 3: what a genuine TEE said, and the policy accepted. Made by {@link NitroVerifier} alone.
 */
public final class VerifiedNitro implements VerifiedTee {

    private static final String AWS_NITRO = "aws-nitro";

    private final GenuineNitro genuine;

    private VerifiedNitro(GenuineNitro genuine) {
        this.genuine = genuine;
    }

    /**
     * Compares a genuine document with the policy. Checks, none of which is AWS's to make:
     *
     * <ol>
     *   <li>debug mode: PCR0 is not all zero, unless the policy allows it;
     *   <li>measurements: the registers equal those of one accepted measurement;
     *   <li>time: the document was not made after {@code now}, but for the clock skew;
     *   <li>freshness: its nonce is the policy's, or its age within the policy's limit.
     * </ol>
     *
     * @throws Rejection with every check that fails
     */
    static VerifiedNitro appraise(GenuineNitro genuine, NitroPolicy policy, Instant now) {
        NitroAppraisal appraisal = new NitroAppraisal(genuine.document(), policy, now);
        Checks checks = new Checks();
        checks.make(appraisal::checkDebug);
        checks.make(appraisal::checkMeasurements);
        checks.make(appraisal::checkTime);
        checks.make(appraisal::checkFreshness);
        checks.end();
        return new VerifiedNitro(genuine);
    }

    /** @throws Rejection at the first check that fails */
    VerifiedNitro verifyAgain(TrustAnchors anchors, NitroPolicy policy, Instant now) {
        return appraise(genuine.verifyAgain(anchors, now), policy, now);
    }

    /** The kind of TEE: {@code aws-nitro}, the format of a simulated one as well. */
    @Override
    public String tee() {
        return AWS_NITRO;
    }

    /** No hardware stands behind it. */
    @Override
    public boolean simulated() {
        return genuine.isSimulated();
    }

    /** The enclave's operator can read its memory. */
    @Override
    public boolean debug() {
        return NitroAppraisal.isDebug(document());
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

    /** The registers by name, {@code pcr0} to {@code pcr31}; a copy. */
    @Override
    public SortedMap<String, byte[]> measurements() {
        SortedMap<String, byte[]> named = new TreeMap<>();
        document().pcrs().forEach((index, pcr) -> named.put("pcr" + index, pcr.clone()));
        return named;
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

    /** SHA-256 of the evidence as received: what a receipt names. */
    @Override
    public Digest digest() {
        return genuine.evidence().digest();
    }

    private NitroDocument document() {
        return genuine.document();
    }
}
