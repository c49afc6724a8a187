package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.time.Instant;

/** Decides whether evidence comes from the virtual TPM of an Azure confidential VM, on hardware that vouches for it. */
public final class AzureVtpmVerifier {

    private AzureVtpmVerifier() {}

    /**
     * Verifies evidence in the JSON that {@link AzureJson} describes. Checks:
     *
     * <ol>
     *   <li>parse: the JSON; the paravisor's report, whose hardware report commits to its runtime claims
     *       ({@link HclReport#read}); the quote's structures;
     *   <li>the hardware's part, up to the vendor's root: a report of SEV-SNP
     *       ({@link dev.assay.verification.tee.snp.SnpVerifier#verify}), or a quote of a trust domain
     *       ({@link dev.assay.verification.tee.dcap.DcapVerifier#verify});
     *   <li>SNP: the report is of VMPL 0, where the paravisor is and the guest is not: a guest could otherwise ask for a
     *       report over claims of its own;
     *   <li>TDX: the quote's report data is SHA-256 of the claims and 32 zero bytes, and its registers are those of the
     *       TDREPORT inside the paravisor's report;
     *   <li>where the evidence has a certificate of the attestation key: its chain, up to Azure's root
     *       ({@link AkChain#verify}), and that it is of the key in the claims;
     *   <li>the quote, by the key in the claims, over the registers of SHA-256
     *       ({@link dev.assay.verification.tee.tpm.QuotedPcrs#verify}).
     * </ol>
     *
     * Fresh is the quote, by its nonce, and not the hardware's report: that is made once, when the VM starts.
     *
     * @param evidence at most 256 KiB
     * @param now the time of verification, for every check alike
     * @return {@code Simulated} under simulated anchors, never {@code Verified}
     */
    public static Verdict<GenuineAzureVtpm> verify(
            byte[] evidence, AzureEndorsements endorsements, AzureAnchors anchors, Instant now) {
        try {
            return GenuineAzureVtpm.verify(AzureJson.read(evidence), endorsements, anchors, now);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
