package dev.assay.relay.route;

import dev.assay.edge.Wire;
import dev.assay.proto.v1.TeeResult;
import dev.assay.relay.request.LiveRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.receipt.Expectation;
import dev.assay.verification.receipt.ReceiptVerifier;
import dev.assay.verification.receipt.VerifiedReceipt;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.tee.TrustStore;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The relay's own check of what an enclave hands over. Clients check again and need not believe it; it decides whom the
 * relay sends requests to.
 */
public final class ReceiptCheck {

    private final TrustStore anchors;
    private final AppraisalPolicy policy;
    private final SigningDomain domain;
    private final InstantSource clock;

    /** @param policy for evidence without a nonce; fresh evidence must carry the request's */
    public ReceiptCheck(TrustStore anchors, AppraisalPolicy policy, SigningDomain domain, InstantSource clock) {
        this.anchors = anchors;
        this.policy = policy;
        this.domain = domain;
        this.clock = clock;
    }

    /** @param signer of the enclave that the request was given to: a receipt of another enclave is not its answer */
    Verdict<VerifiedReceipt> verify(LiveRequest request, TeeResult result, Address signer) {
        Verdict<VerifiedReceipt> verdict = ReceiptVerifier.verify(
                Wire.fromWire(result.getReceipt()),
                result.getReceipt().getSignature().toByteArray(),
                result.getEvidence().toByteArray(),
                new Expectation(
                        request.id(),
                        request.statement().workload(),
                        request.statement().inputDigest()),
                result.getOutput().toByteArray(),
                anchors,
                policyFor(request),
                domain,
                clock.instant());
        return switch (verdict) {
            case Verdict.Verified<VerifiedReceipt>(VerifiedReceipt receipt) -> signedBy(signer, receipt, verdict);
            case Verdict.Simulated<VerifiedReceipt>(VerifiedReceipt receipt) -> signedBy(signer, receipt, verdict);
            case Verdict.Rejected<VerifiedReceipt> rejected -> rejected;
        };
    }

    private AppraisalPolicy policyFor(LiveRequest request) {
        Digest nonce = request.statement().nonce();
        return switch (request.evidence()) {
            case STANDING -> policy;
            case FRESH -> policy.withNonce(nonce);
        };
    }

    private static Verdict<VerifiedReceipt> signedBy(
            Address signer, VerifiedReceipt receipt, Verdict<VerifiedReceipt> verdict) {
        Optional<Address> found = receipt.evidence().keys().map(EnclaveKeys::address);
        return found.equals(Optional.of(signer))
                ? verdict
                : new Verdict.Rejected<>(
                        Reason.RECEIPT_SIGNER_MISMATCH, "signed by another enclave than the one that was asked");
    }
}
