package dev.assay.verification.receipt;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.tee.TrustStore;
import java.time.Instant;

/** Decides whether an enclave that the policy accepts ran this request and made this output. */
public final class ReceiptVerifier {

    private ReceiptVerifier() {}

    /**
     * Checks, in this order:
     *
     * <ol>
     *   <li>the evidence, up to the trust anchors, and what the policy says of it ({@link EvidenceVerifier});
     *   <li>the receipt names this evidence, its kind of TEE, and whether it is simulated;
     *   <li>the key that signed the receipt is the one that the evidence attests;
     *   <li>the receipt is for the expected request, workload and input;
     *   <li>the status is known and the output is the one that the receipt names;
     *   <li>the times: started before finished, within the key's life, not in the future beyond the policy's skew.
     * </ol>
     *
     * A receipt of a failed run verifies too: look at {@link VerifiedReceipt#succeeded}.
     *
     * @param signature 65 bytes: r, s, v
     * @param output empty if the program did not succeed
     */
    public static Verdict<VerifiedReceipt> verify(
            Receipt receipt,
            byte[] signature,
            byte[] evidence,
            Expectation expected,
            byte[] output,
            TrustStore anchors,
            AppraisalPolicy policy,
            SigningDomain domain,
            Instant now) {
        return verify(
                EvidenceVerifier.verify(evidence, anchors, policy, now),
                receipt,
                signature,
                expected,
                output,
                policy,
                domain,
                now);
    }

    /**
     * The same for evidence that was verified before, at a fraction of the cost: its signatures are not checked again,
     * everything else is, for these anchors and this policy at {@code now} ({@link EvidenceVerifier#verifyAgain}). The
     * verdict is the one that its bytes would get.
     *
     * @param evidence of any earlier verdict; a receipt that names other evidence is rejected
     */
    public static Verdict<VerifiedReceipt> verify(
            Receipt receipt,
            byte[] signature,
            VerifiedEvidence evidence,
            Expectation expected,
            byte[] output,
            TrustStore anchors,
            AppraisalPolicy policy,
            SigningDomain domain,
            Instant now) {
        return verify(
                EvidenceVerifier.verifyAgain(evidence, anchors, policy, now),
                receipt,
                signature,
                expected,
                output,
                policy,
                domain,
                now);
    }

    private static Verdict<VerifiedReceipt> verify(
            Verdict<VerifiedEvidence> evidence,
            Receipt receipt,
            byte[] signature,
            Expectation expected,
            byte[] output,
            AppraisalPolicy policy,
            SigningDomain domain,
            Instant now) {
        return switch (evidence) {
            case Verdict.Rejected<VerifiedEvidence> rejected -> new Verdict.Rejected<>(rejected.findings());
            case Verdict.Verified<VerifiedEvidence>(VerifiedEvidence attested) -> {
                try {
                    yield new Verdict.Verified<>(
                            check(receipt, signature, attested, expected, output, policy, domain, now));
                } catch (Rejection rejection) {
                    yield rejection.verdict();
                }
            }
            case Verdict.Simulated<VerifiedEvidence>(VerifiedEvidence attested) -> {
                try {
                    yield new Verdict.Simulated<>(
                            check(receipt, signature, attested, expected, output, policy, domain, now));
                } catch (Rejection rejection) {
                    yield rejection.verdict();
                }
            }
        };
    }

    private static VerifiedReceipt check(
            Receipt receipt,
            byte[] signature,
            VerifiedEvidence evidence,
            Expectation expected,
            byte[] output,
            AppraisalPolicy policy,
            SigningDomain domain,
            Instant now) {
        checkEvidence(receipt, evidence);
        EnclaveKeys keys = checkSigner(receipt, signature, evidence, domain);
        checkSubject(receipt, expected);
        checkOutput(receipt, output);
        checkTimes(receipt, keys, policy, now);
        return new VerifiedReceipt(receipt, evidence, output);
    }

    private static void checkEvidence(Receipt receipt, VerifiedEvidence evidence) {
        require(
                receipt.evidence().equals(evidence.digest()),
                Reason.RECEIPT_EVIDENCE_MISMATCH,
                "the receipt names evidence " + receipt.evidence() + ", given is " + evidence.digest());
        require(
                receipt.tee().equals(evidence.tee()) && receipt.simulated() == evidence.simulated(),
                Reason.RECEIPT_TEE_MISMATCH,
                "the receipt says " + tee(receipt.tee(), receipt.simulated()) + ", the evidence "
                        + tee(evidence.tee(), evidence.simulated()));
    }

    private static String tee(String kind, boolean simulated) {
        return simulated ? kind + " (simulated)" : kind;
    }

    private static EnclaveKeys checkSigner(
            Receipt receipt, byte[] signature, VerifiedEvidence evidence, SigningDomain domain) {
        EnclaveKeys keys = evidence.keys()
                .orElseThrow(() -> new Rejection(
                        Reason.RECEIPT_KEY_UNATTESTED, "the evidence attests no key, so nobody can sign in its name"));
        if (Signed.verify(receipt, signature, keys.address(), domain)
                instanceof Verdict.Rejected<Signed<Receipt>> rejected) {
            throw new Rejection(
                    rejected.reason() == Reason.WRONG_SIGNER ? Reason.RECEIPT_SIGNER_MISMATCH : rejected.reason(),
                    "the receipt is " + rejected.detail());
        }
        return keys;
    }

    private static void checkSubject(Receipt receipt, Expectation expected) {
        requireSame(receipt.requestId(), expected.requestId(), Reason.RECEIPT_REQUEST_MISMATCH, "request");
        requireSame(receipt.workload(), expected.workload(), Reason.RECEIPT_WORKLOAD_MISMATCH, "workload");
        requireSame(receipt.inputDigest(), expected.inputDigest(), Reason.RECEIPT_INPUT_MISMATCH, "input");
    }

    private static void checkOutput(Receipt receipt, byte[] output) {
        require(
                receipt.status() >= Receipt.SUCCEEDED && receipt.status() <= Receipt.LIMIT_HIT,
                Reason.RECEIPT_STATUS_UNKNOWN,
                "status " + receipt.status());
        requireSame(receipt.outputDigest(), Digest.sha256(output), Reason.RECEIPT_OUTPUT_MISMATCH, "output");
        require(
                receipt.status() == Receipt.SUCCEEDED || output.length == 0,
                Reason.RECEIPT_OUTPUT_MISMATCH,
                "a failed run has no output");
    }

    private static void checkTimes(Receipt receipt, EnclaveKeys keys, AppraisalPolicy policy, Instant now) {
        require(
                !receipt.finished().isBefore(receipt.started()),
                Reason.RECEIPT_TIME_INVALID,
                "finished " + receipt.finished() + " before it started " + receipt.started());
        require(
                !receipt.started().isBefore(keys.notBefore().minus(policy.clockSkew()))
                        && !receipt.finished().isAfter(keys.notAfter().plus(policy.clockSkew())),
                Reason.RECEIPT_TIME_INVALID,
                "ran outside the life of the key, " + keys.notBefore() + " to " + keys.notAfter());
        require(
                !receipt.finished().isAfter(now.plus(policy.clockSkew())),
                Reason.RECEIPT_TIME_INVALID,
                "finished at " + receipt.finished() + ", which is after " + now);
    }

    private static void requireSame(Digest found, Digest expected, Reason reason, String what) {
        require(found.equals(expected), reason, "the receipt names " + what + " " + found + ", expected " + expected);
    }

    private static void require(boolean condition, Reason reason, String detail) {
        if (!condition) {
            throw new Rejection(reason, detail);
        }
    }
}
