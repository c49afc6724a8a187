package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;

/** Decides whether an attestation comes from a virtual TPM of Google Cloud. */
public final class GcpVtpmVerifier {

    private GcpVtpmVerifier() {}

    /**
     * Verifies the message {@code attest.Attestation} of google/go-tpm-tools. Checks:
     *
     * <ol>
     *   <li>the certificate of the attestation key, up to an anchor: see {@link AkChain#verify};
     *   <li>the key's public area is of the key that is certified;
     *   <li>it is a key that signs only what its TPM made (TPM library, Part 1, section 27.2);
     *   <li>the instance that the certificate names, where it names one, is well formed;
     *   <li>each quote, by that key, over its bank of registers: see
     *       {@link dev.assay.verification.tee.tpm.QuotedPcrs#verify}; no bank twice, all with one nonce, and no reset of the
     *       TPM between them;
     *   <li>the event log, where there is one, replays to the registers of every bank that it was measured with: see
     *       {@link dev.assay.verification.tee.eventlog.VerifiedEventLog#verify}.
     * </ol>
     *
     * It proves a machine of Google's, and how it booted; a confidential VM it does not prove.
     *
     * @param evidence at most 2 MiB
     * @param endorsements the certificates between the key's and the root, and the root, unless the evidence has them
     * @param now the time of verification, for every check alike
     * @return {@code Simulated} under simulated anchors, never {@code Verified}
     */
    public static Verdict<GenuineVtpm> verify(
            byte[] evidence, AkEndorsements endorsements, TrustAnchors anchors, Instant now) {
        try {
            return GenuineVtpm.verdict(GenuineGcp.verify(GcpEvidence.read(evidence), endorsements, anchors, now));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
