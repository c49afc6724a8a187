package dev.assay.verification.tee.vtpm;

import dev.assay.verification.tee.snp.SnpPolicy;
import java.util.Optional;

/**
 * What the caller demands of an Azure confidential VM: of its virtual TPM, and of the hardware under it. Hardware without a
 * policy of its own is refused.
 */
public final class AzurePolicy {

    private final VtpmPolicy vtpm;
    private final Optional<SnpPolicy> snp;

    private AzurePolicy(VtpmPolicy vtpm, Optional<SnpPolicy> snp) {
        this.vtpm = vtpm;
        this.snp = snp;
    }

    /**
     * AMD SEV-SNP alone.
     *
     * @param snp decides on report data too: it is the hash of the runtime claims, which verification has compared, so any
     *     may be accepted here
     */
    public static AzurePolicy snp(VtpmPolicy vtpm, SnpPolicy snp) {
        return new AzurePolicy(vtpm, Optional.of(snp));
    }

    VtpmPolicy vtpm() {
        return vtpm;
    }

    Optional<SnpPolicy> snp() {
        return snp;
    }
}
