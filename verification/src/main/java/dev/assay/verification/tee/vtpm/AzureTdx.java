package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.VerifiedTee;
import dev.assay.verification.tee.dcap.DcapEvidence;
import dev.assay.verification.tee.dcap.DcapVerifier;
import dev.assay.verification.tee.dcap.GenuineQuote;
import dev.assay.verification.tee.dcap.Report;
import dev.assay.verification.tee.dcap.TdReport;
import dev.assay.verification.tee.tpm.TpmHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A quote of Intel TDX over the paravisor's claims, and the same domain's as the TDREPORT in the paravisor's report. */
record AzureTdx(GenuineQuote quote) implements AzureHardware {

    private static final int REPORT_DATA_BYTES = 64;

    /** @throws Rejection if the quote is not genuine, not over the claims, or not of the TDREPORT; with all that fail */
    static AzureTdx verify(AzureEvidence evidence, AzureEndorsements.Tdx given, AzureAnchors anchors, Instant now) {
        byte[] bytes = evidence.hardware();
        TdReport quoted = domain(Verdicts.value(DcapEvidence.parse(bytes)).report());
        Checks checks = new Checks();
        Optional<GenuineQuote> genuine = checks.attempt(
                () -> Verdicts.value(DcapVerifier.verify(bytes, given.collateral(), anchors.hardware(), now)));
        checks.make(() -> checkReportData(quoted, evidence.report()));
        checks.make(() -> checkRegisters(quoted, evidence.report()));
        checks.end();
        return new AzureTdx(genuine.orElseThrow());
    }

    private static TdReport domain(Report report) {
        if (report instanceof TdReport domain) {
            return domain;
        }
        throw new Rejection(Reason.HCL_QUOTE_MISMATCH, "a quote of an enclave, and not of a trust domain");
    }

    /** With it the quote speaks for the claims, and so for the key in them. */
    private static void checkReportData(TdReport quoted, HclReport report) {
        byte[] expected = Arrays.copyOf(TpmHash.SHA256.digest(report.claimsJson()), REPORT_DATA_BYTES);
        if (!Arrays.equals(expected, quoted.reportData())) {
            throw new Rejection(Reason.HCL_QUOTE_MISMATCH, "the quote's report data is not the claims' hash");
        }
    }

    /** Only the processor can check the TDREPORT's MAC: it is believed because the quote says the same. */
    private static void checkRegisters(TdReport quoted, HclReport report) {
        LocalTdReport local = new LocalTdReport(report.hardwareReport());
        SortedMap<String, byte[]> registers = local.registers();
        Checks checks = new Checks();
        quoted.registers().forEach((name, value) -> compare(checks, name, value, registers.get(name)));
        compare(checks, "TEE_TCB_SVN", quoted.teeTcbSvn(), local.teeTcbSvn());
        compare(checks, "SEAM attributes", quoted.seamAttributes(), local.seamAttributes());
        quoted.teeTcbSvn2().ifPresent(svn -> compare(checks, "TEE_TCB_SVN_2", svn, local.teeTcbSvn2()));
        checks.end();
    }

    private static void compare(Checks checks, String name, byte[] quoted, byte @Nullable [] local) {
        checks.require(
                Arrays.equals(quoted, local),
                Reason.HCL_QUOTE_MISMATCH,
                "the quote's " + name + " is not the TDREPORT's");
    }

    @Override
    public String tee() {
        return "azure-tdx-vtpm";
    }

    @Override
    public VerifiedTee appraise(AzurePolicy policy) {
        return Verdicts.value(policy.tdx()
                .map(quote::appraise)
                .orElseThrow(() -> new Rejection(Reason.EVIDENCE_KIND_REFUSED, "no policy for Intel TDX")));
    }
}
