package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.EndorsementParts;
import java.util.Optional;

/**
 * One piece of evidence with all that its verification needs, so that whoever has it can verify it years later without
 * asking anybody. Parsed; anyone may have made it.
 *
 * <p>Its file form is a collection of conceptual messages in CBOR (draft-ietf-rats-msg-wrap, {@code application/cmw+cbor}) of
 * at most 4 MiB:
 *
 * <pre>{@code
 * {"__cmwc_t": "tag:assay.dev,2026:evidence",
 *  "evidence": ["application/vnd.assay.evidence.intel-tdx", <the quote>, 4],
 *  "keys": ["application/vnd.assay.enclave-keys", <EnclaveKeys>, 4],
 *  "nonce": ["application/octet-stream", <32 bytes>, 4],
 *  "endorsement:tcb-info:0": ["application/octet-stream", <Intel's JSON>, 2], ...}
 * }</pre>
 *
 * {@code keys} and {@code nonce} may be absent: they are what the TEE's report data is the hash of ({@link ReportData}). A
 * document of AWS Nitro holds all of that itself, and may stand alone, without a bundle.
 *
 * @param evidence as the TEE gave it
 * @param keys what an Assay enclave binds to its evidence, unless the evidence holds them
 * @param nonce the verifier's, that was bound as well
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on the way in, compared nowhere
public record EvidenceBundle(
        EvidenceKind kind,
        byte[] evidence,
        EndorsementParts endorsements,
        Optional<EnclaveKeys> keys,
        Optional<Digest> nonce) {

    /** Eight GPUs with their manifests have some 2 MiB. */
    public static final int MAX_BYTES = 4 << 20;

    /**
     * @throws IllegalArgumentException if there are keys beside evidence that holds them itself or can bind none, or a nonce
     *     without keys
     */
    public EvidenceBundle {
        evidence = evidence.clone();
        if (keys.isPresent() && (kind.holdsItsKeys() || !kind.bindsKeys())) {
            throw new IllegalArgumentException(kind.label() + " holds its keys itself, or can bind none");
        }
        if (nonce.isPresent() && keys.isEmpty()) {
            throw new IllegalArgumentException("without keys the evidence itself holds the nonce");
        }
    }

    /** Evidence and endorsements alone. */
    public static EvidenceBundle of(EvidenceKind kind, byte[] evidence, EndorsementParts endorsements) {
        return new EvidenceBundle(kind, evidence, endorsements, Optional.empty(), Optional.empty());
    }

    /** The same, binding an enclave's keys and perhaps a verifier's nonce. */
    public EvidenceBundle binding(EnclaveKeys bound, Optional<Digest> withNonce) {
        return new EvidenceBundle(kind, evidence, endorsements, Optional.of(bound), withNonce);
    }

    /**
     * Reads a bundle, or a document of AWS Nitro without one. Only the shape of the bundle is checked here.
     *
     * @param bytes at most 4 MiB
     */
    public static Verdict<EvidenceBundle> parse(byte[] bytes) {
        try {
            return new Verdict.Verified<>(read(bytes));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    static EvidenceBundle read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, bytes.length + " bytes of evidence; the limit is " + MAX_BYTES);
        }
        return BundleFile.isBundle(bytes)
                ? BundleFile.read(bytes)
                : of(EvidenceKind.AWS_NITRO, bytes, EndorsementParts.none());
    }

    /** What {@link #parse} reads back: the bundle, or the document of AWS Nitro as it is. */
    public byte[] encode() {
        return kind == EvidenceKind.AWS_NITRO ? evidence() : BundleFile.write(this);
    }

    @Override
    public byte[] evidence() {
        return evidence.clone();
    }
}
