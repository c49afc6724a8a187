package dev.assay.relay.admit;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.relay.route.Counters;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.tee.TrustStore;
import java.time.InstantSource;

/** Decides which evidence opens the door: genuine, as the policy wants it, made for this challenge, and with keys. */
public final class Admission {

    private final TrustStore anchors;
    private final AppraisalPolicy policy;
    private final InstantSource clock;
    private final Counters counters;

    public Admission(TrustStore anchors, AppraisalPolicy policy, InstantSource clock, Counters counters) {
        this.anchors = anchors;
        this.policy = policy;
        this.clock = clock;
        this.counters = counters;
    }

    /**
     * @param nonce the challenge that the evidence must carry: an old recording has another one
     * @throws Failure EVIDENCE_REJECTED; the detail starts with the name of the {@link Reason}
     */
    EnclaveKeys admit(ByteString evidence, Digest nonce) {
        return switch (EvidenceVerifier.verify(
                evidence.toByteArray(), anchors, policy.withNonce(nonce), clock.instant())) {
            case Verdict.Verified<VerifiedEvidence>(VerifiedEvidence verified) -> keys(verified);
            case Verdict.Simulated<VerifiedEvidence>(VerifiedEvidence verified) -> keys(verified);
            case Verdict.Rejected<VerifiedEvidence> rejected -> throw rejected(rejected.reason(), rejected.detail());
        };
    }

    private EnclaveKeys keys(VerifiedEvidence evidence) {
        return evidence.keys()
                .orElseThrow(() -> rejected(Reason.RECEIPT_KEY_UNATTESTED, "the evidence binds no enclave keys"));
    }

    private Failure rejected(Reason reason, String detail) {
        counters.rejectedEvidence();
        return new Failure(ErrorCode.EVIDENCE_REJECTED, reason + ": " + detail);
    }
}
