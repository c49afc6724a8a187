package dev.assay.verification.tee.nitro;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;

/** Decides whether an AWS Nitro attestation document shows an enclave that runs the code that the caller wants. */
public final class NitroVerifier {

    private NitroVerifier() {}

    /**
     * Verifies an AWS Nitro attestation document, by AWS's attestation_process.md, sections 3.1 to 3.2.4. Checks:
     *
     * <ol>
     *   <li>parse: COSE and CBOR (3.1), the mandatory fields (3.2.2.1), the content of each field (3.2.2.2);
     *   <li>verify: simulated or not, the root (3.2.3), each certificate's validity (3.2.3.1), its constraints and key usage
     *       (3.2.3.2, 3.2.3.3), the chain of signatures (3.2.4), the document's signature (3.2.1);
     *   <li>appraise: debug mode, measurements, time, freshness.
     * </ol>
     *
     * @param evidence the signed document, at most 20 480 bytes
     * @param now the time of verification, for every check alike
     * @return {@code Simulated} for a simulated TEE under simulated anchors, never {@code Verified}
     * @throws IllegalArgumentException if the policy still awaits its nonce
     */
    public static Verdict<VerifiedNitro> verify(
            byte[] evidence, TrustAnchors anchors, NitroPolicy policy, Instant now) {
        policy.checkUsable();
        try {
            NitroEvidence parsed = NitroEvidence.parse(evidence);
            GenuineNitro genuine = GenuineNitro.verify(parsed, anchors, now);
            return verdict(VerifiedNitro.appraise(genuine, policy, now));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * What {@link #verify} says of the same evidence, without its parsing and its signatures: those have been checked, and
     * neither time nor anchors nor policy change them. All else is checked again: anchors, simulation, validity, roles, and
     * everything that the policy demands. For whoever sees one document with many receipts.
     *
     * @param evidence of any earlier verdict; that other bytes are the same is for the caller to see by their digest
     */
    public static Verdict<VerifiedNitro> verifyAgain(
            VerifiedNitro evidence, TrustAnchors anchors, NitroPolicy policy, Instant now) {
        policy.checkUsable();
        try {
            return verdict(evidence.verifyAgain(anchors, policy, now));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static Verdict<VerifiedNitro> verdict(VerifiedNitro verified) {
        return verified.simulated() ? new Verdict.Simulated<>(verified) : new Verdict.Verified<>(verified);
    }
}
