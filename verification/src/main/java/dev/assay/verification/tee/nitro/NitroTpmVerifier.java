package dev.assay.verification.tee.nitro;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;

/** Decides whether an Amazon EC2 instance booted what the caller wants, by the document of its NitroTPM. */
public final class NitroTpmVerifier {

    private NitroTpmVerifier() {}

    /**
     * Verifies a NitroTPM attestation document (Amazon EC2 User Guide, "Validate a NitroTPM Attestation Document"), which has
     * the form of an enclave's, is signed under the same root, and speaks of an instance: whoever administers it is inside.
     * Checks:
     *
     * <ol>
     *   <li>parse: as {@link NitroEvidence#parse}, with registers in {@code nitrotpm_pcrs}; an enclave's document is refused;
     *   <li>verify: as {@link GenuineNitro#verify};
     *   <li>appraise: measurements, time, freshness. A NitroTPM has no debug mode; what the policy says of one is not used.
     * </ol>
     *
     * @param evidence the signed document, at most 20 480 bytes
     * @param policy with registers of the TPM; PCR 4 and 12, or 7, tell an attestable AMI
     * @param now the time of verification, for every check alike
     * @return {@code Simulated} under simulated anchors, never {@code Verified}
     * @throws IllegalArgumentException if the policy still awaits its nonce
     */
    public static Verdict<VerifiedNitroTpm> verify(
            byte[] evidence, TrustAnchors anchors, NitroPolicy policy, Instant now) {
        policy.checkUsable();
        try {
            NitroEvidence parsed = NitroEvidence.parse(NitroDocument.Kind.NITRO_TPM, evidence);
            GenuineNitro genuine = GenuineNitro.verify(parsed, anchors, now);
            return verdict(VerifiedNitroTpm.appraise(genuine, policy, now));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static Verdict<VerifiedNitroTpm> verdict(VerifiedNitroTpm verified) {
        return verified.simulated() ? new Verdict.Simulated<>(verified) : new Verdict.Verified<>(verified);
    }
}
