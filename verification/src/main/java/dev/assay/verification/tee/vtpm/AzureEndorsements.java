package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Rejection;
import dev.assay.verification.tee.EndorsementParts;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import java.util.Set;

/** What vendor and cloud publish for an Azure confidential VM, as far as its evidence does not bring it. */
public sealed interface AzureEndorsements {

    /** For the certificate of the virtual TPM's key, where the evidence has one. */
    AkEndorsements attestationKey();

    /**
     * For AMD SEV-SNP, as evidence carries them: {@code intermediate}, {@code root} and {@code crl}, and those of
     * {@link AkEndorsements#of}.
     *
     * @throws Rejection if a part is unknown or comes twice
     */
    static AzureEndorsements snp(EndorsementParts parts) {
        EndorsementParts amd = parts.without(AkEndorsements.NAMES).only(Set.of("intermediate", "root", "crl"));
        return new Snp(
                amd.oneOrEmpty("intermediate"),
                amd.oneOrEmpty("root"),
                amd.oneOrEmpty("crl"),
                AkEndorsements.of(parts.named(AkEndorsements.NAMES)));
    }

    /**
     * For Intel TDX, as evidence carries them: those of {@link DcapEndorsements#of} and of {@link AkEndorsements#of}.
     *
     * @throws Rejection if a part is unknown or comes twice
     */
    static AzureEndorsements tdx(EndorsementParts parts) {
        return new Tdx(
                DcapEndorsements.of(parts.without(AkEndorsements.NAMES)),
                AkEndorsements.of(parts.named(AkEndorsements.NAMES)));
    }

    /** What {@link #snp(EndorsementParts)} or {@link #tdx} reads back. */
    EndorsementParts parts();

    /**
     * For AMD SEV-SNP; the evidence brings the VCEK's certificate.
     *
     * @param intermediate DER of the ASK
     * @param root DER of the ARK
     * @param revocationList DER; empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Snp(byte[] intermediate, byte[] root, byte[] revocationList, AkEndorsements attestationKey)
            implements AzureEndorsements {

        @Override
        public EndorsementParts parts() {
            return attestationKey
                    .parts()
                    .with("intermediate", intermediate)
                    .with("root", root)
                    .with("crl", revocationList);
        }
    }

    /**
     * For Intel TDX; the evidence brings the quote.
     *
     * @param collateral of Intel's, for TDX and the quote's platform
     */
    record Tdx(DcapEndorsements collateral, AkEndorsements attestationKey) implements AzureEndorsements {

        @Override
        public EndorsementParts parts() {
            return collateral.parts().and(attestationKey.parts());
        }
    }
}
