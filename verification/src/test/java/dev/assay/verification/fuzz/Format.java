package dev.assay.verification.fuzz;

import dev.assay.verification.cbor.CborFuzz;
import dev.assay.verification.json.JsonFuzz;
import dev.assay.verification.tee.cca.CcaFuzz;
import dev.assay.verification.tee.dcap.QuoteFuzz;
import dev.assay.verification.tee.nitro.NitroFuzz;
import dev.assay.verification.tee.nvidia.RimFuzz;
import dev.assay.verification.tee.nvidia.SpdmFuzz;
import dev.assay.verification.tee.snp.ReportFuzz;
import dev.assay.verification.tee.tpm.TpmFuzz;
import dev.assay.verification.tee.vtpm.AzureFuzz;
import dev.assay.verification.tee.vtpm.GoogleFuzz;
import dev.assay.verification.x509.DerFuzz;
import java.util.Locale;
import java.util.function.Supplier;

/** What is fuzzed, and how long an input may be: a little longer than the longest seed. */
public enum Format {
    CBOR(CborFuzz::new, 2 << 10),
    JSON(JsonFuzz::new, 2 << 10),
    DER(DerFuzz::new, 2 << 10),
    QUOTE(QuoteFuzz::new, 6 << 10),
    REPORT(ReportFuzz::new, 1184 + 64),
    TPM(TpmFuzz::new, 2 << 10),
    AZURE(AzureFuzz::new, 16 << 10),
    GOOGLE(GoogleFuzz::new, 8 << 10),
    SPDM(SpdmFuzz::new, 5 << 10),
    RIM(RimFuzz::new, 12 << 10),
    CCA(CcaFuzz::new, 2 << 10),
    NITRO(NitroFuzz::new, 6 << 10);

    private final Supplier<FuzzTarget> target;
    private final int maxBytes;

    Format(Supplier<FuzzTarget> target, int maxBytes) {
        this.target = target;
        this.maxBytes = maxBytes;
    }

    FuzzTarget target() {
        return target.get();
    }

    int maxBytes() {
        return maxBytes;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the archive among this package's resources. */
    String archive() {
        return label() + ".zip";
    }
}
