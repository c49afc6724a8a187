package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What an Azure confidential VM hands out: the paravisor's report, a quote of the virtual TPM, and what the hardware vendor
 * signed or certified. Parsed; anyone may have made it.
 */
final class AzureEvidence {

    private final Digest digest;
    private final HclReport report;
    private final SignedQuote quote;
    private final Optional<byte[]> hardware;
    private final List<byte[]> certificates;

    /**
     * @param hardware SNP: the certificate of the chip's key; TDX: the TD quote
     * @param certificates of the attestation key, leaf first, DER; empty if there are none
     */
    AzureEvidence(
            Digest digest, HclReport report, SignedQuote quote, Optional<byte[]> hardware, List<byte[]> certificates) {
        this.digest = digest;
        this.report = report;
        this.quote = quote;
        this.hardware = hardware;
        this.certificates = certificates;
    }

    /** The JSON that {@link AzureJson} describes. */
    static Verdict<AzureEvidence> parse(byte[] json) {
        try {
            return new Verdict.Verified<>(AzureJson.read(json));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    Digest digest() {
        return digest;
    }

    HclReport report() {
        return report;
    }

    SignedQuote quote() {
        return quote;
    }

    /** @throws Rejection if there is none: for SNP no key to verify with, for TDX nothing that can be verified */
    byte[] hardware() {
        return hardware.orElseThrow(() -> new Rejection(
                Reason.ENDORSEMENT_MISSING,
                report.kind() == HclReport.Kind.SNP
                        ? "no VCEK certificate"
                        : "no TD quote, and a TDREPORT is for one CPU"));
    }

    List<byte[]> certificates() {
        return certificates;
    }
}
