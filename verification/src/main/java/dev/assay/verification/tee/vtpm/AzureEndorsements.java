package dev.assay.verification.tee.vtpm;

import dev.assay.verification.tee.dcap.DcapEndorsements;

/** What vendor and cloud publish for an Azure confidential VM, as far as its evidence does not bring it. */
public sealed interface AzureEndorsements {

    /** For the certificate of the virtual TPM's key, where the evidence has one. */
    AkEndorsements attestationKey();

    /**
     * For AMD SEV-SNP; the evidence brings the VCEK's certificate.
     *
     * @param intermediate DER of the ASK
     * @param root DER of the ARK
     * @param revocationList DER; empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Snp(byte[] intermediate, byte[] root, byte[] revocationList, AkEndorsements attestationKey)
            implements AzureEndorsements {}

    /**
     * For Intel TDX; the evidence brings the quote.
     *
     * @param collateral of Intel's, for TDX and the quote's platform
     */
    record Tdx(DcapEndorsements collateral, AkEndorsements attestationKey) implements AzureEndorsements {}
}
