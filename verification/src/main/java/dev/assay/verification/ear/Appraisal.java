package dev.assay.verification.ear;

import dev.assay.verification.Digest;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.VerifiedEvidence;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The appraisal of one attester (draft-ietf-rats-ear-03, section 3.1).
 *
 * @param status no better than the worst of the vector
 * @param vector the claims that are made, each -128 to 127; the others are "none"
 * @param findings every check that failed; empty unless the evidence was rejected
 * @param evidence SHA-256 of the evidence, if it was verified
 */
public record Appraisal(
        TrustTier status, Map<TrustClaim, Integer> vector, List<Finding> findings, Optional<Digest> evidence) {

    /** @throws IllegalArgumentException if the status is better than a claim of the vector, or a claim out of range */
    public Appraisal {
        EnumMap<TrustClaim, Integer> copy = new EnumMap<>(TrustClaim.class);
        copy.putAll(vector);
        vector = Collections.unmodifiableMap(copy);
        findings = List.copyOf(findings);
        if (vector.values().stream().anyMatch(value -> value < Byte.MIN_VALUE || value > Byte.MAX_VALUE)) {
            throw new IllegalArgumentException("a trustworthiness claim is -128 to 127");
        }
        if (status.compareTo(TrustTier.worst(vector.values())) < 0) {
            throw new IllegalArgumentException("the status " + status + " is better than a claim of " + vector);
        }
    }

    /**
     * What a verdict says in these words. Evidence of a simulated TEE is never affirmed: its hardware is not recognised.
     *
     * @param policy the one that the verdict was found by
     */
    public static Appraisal of(Verdict<VerifiedEvidence> verdict, AppraisalPolicy policy) {
        return switch (verdict) {
            case Verdict.Verified<VerifiedEvidence>(VerifiedEvidence evidence) -> accepted(evidence, policy);
            case Verdict.Simulated<VerifiedEvidence>(VerifiedEvidence evidence) -> accepted(evidence, policy);
            case Verdict.Rejected<VerifiedEvidence> rejected -> rejected(rejected.findings());
        };
    }

    private static Appraisal accepted(VerifiedEvidence evidence, AppraisalPolicy policy) {
        Map<TrustClaim, Integer> vector = new EnumMap<>(TrustClaim.class);
        vector.put(TrustClaim.INSTANCE_IDENTITY, TrustClaim.AFFIRMED);
        vector.put(TrustClaim.HARDWARE, evidence.simulated() ? TrustClaim.UNRECOGNISED : TrustClaim.AFFIRMED);
        vector.put(TrustClaim.RUNTIME_OPAQUE, evidence.debug() ? TrustClaim.MEMORY_VISIBLE : TrustClaim.AFFIRMED);
        // Silence would leave the whole affirming, though nobody looked at the code.
        vector.put(
                TrustClaim.EXECUTABLES,
                policy.namesCode(evidence.bundle().kind()) ? TrustClaim.AFFIRMED : TrustClaim.EXECUTABLES_UNRECOGNISED);
        return new Appraisal(TrustTier.worst(vector.values()), vector, List.of(), Optional.of(evidence.digest()));
    }

    /** Rejected is contraindicated, whatever was wrong: nothing of the evidence may be relied on. */
    private static Appraisal rejected(List<Finding> findings) {
        Map<TrustClaim, Integer> vector = new EnumMap<>(TrustClaim.class);
        for (Finding finding : findings) {
            claim(vector, finding.reason());
        }
        return new Appraisal(TrustTier.CONTRAINDICATED, vector, findings, Optional.empty());
    }

    private static void claim(Map<TrustClaim, Integer> vector, Reason reason) {
        switch (reason) {
            case EVIDENCE_MEASUREMENT -> vector.put(TrustClaim.EXECUTABLES, TrustClaim.EXECUTABLES_UNRECOGNISED);
            case EVIDENCE_DEBUG, CCA_LIFECYCLE -> vector.put(TrustClaim.RUNTIME_OPAQUE, TrustClaim.MEMORY_VISIBLE);
            case ROOT_UNTRUSTED, EVIDENCE_SIMULATED, EVIDENCE_NOT_SIMULATED, EVIDENCE_KIND_REFUSED ->
                vector.put(TrustClaim.HARDWARE, TrustClaim.UNRECOGNISED);
            default -> vector.put(TrustClaim.INSTANCE_IDENTITY, TrustClaim.VALIDATION_FAILED);
        }
    }
}
