package dev.assay.verification.tee.vtpm;

import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.snp.SnpPolicy;
import java.util.Optional;

/**
 * What the caller demands of an Azure confidential VM: of its virtual TPM, and of the hardware under it. Hardware without a
 * policy of its own is refused.
 */
public final class AzurePolicy {

    private final VtpmPolicy vtpm;
    private final Optional<SnpPolicy> snp;
    private final Optional<DcapPolicy> tdx;

    private AzurePolicy(VtpmPolicy vtpm, Optional<SnpPolicy> snp, Optional<DcapPolicy> tdx) {
        this.vtpm = vtpm;
        this.snp = snp;
        this.tdx = tdx;
    }

    /**
     * AMD SEV-SNP alone.
     *
     * @param snp decides on report data too: it is the hash of the runtime claims, which verification has compared, so any
     *     may be accepted here
     */
    public static AzurePolicy snp(VtpmPolicy vtpm, SnpPolicy snp) {
        return new AzurePolicy(vtpm, Optional.of(snp), Optional.empty());
    }

    /**
     * Intel TDX alone.
     *
     * @param tdx of the domain that the paravisor runs in, as for any quote: its registers measure the paravisor, and those
     *     of the virtual TPM what the paravisor has started. Its report data is the hash of the runtime claims, which
     *     verification has compared, so any may be accepted here
     */
    public static AzurePolicy tdx(VtpmPolicy vtpm, DcapPolicy tdx) {
        return new AzurePolicy(vtpm, Optional.empty(), Optional.of(tdx));
    }

    VtpmPolicy vtpm() {
        return vtpm;
    }

    Optional<SnpPolicy> snp() {
        return snp;
    }

    Optional<DcapPolicy> tdx() {
        return tdx;
    }
}
