package dev.assay.cli.verify;

import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.vtpm.AzureAnchors;
import dev.assay.verification.tee.vtpm.AzureEndorsements;
import dev.assay.verification.tee.vtpm.AzurePolicy;
import dev.assay.verification.tee.vtpm.AzureVtpmVerifier;
import dev.assay.verification.tee.vtpm.GenuineAzureVtpm;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/**
 * Runs cases of Azure's confidential VMs on Intel TDX, under the strict production policy, but for any code. A line names no
 * collateral: it is that of the line's time in {@code intel/open/collateral}, beside the file of cases. Where there is none
 * for the platform of that time, and nothing else is wrong, there is no verdict: that is {@code unsupported}.
 */
final class AzureTdxCases {

    private static final DcapPolicy ANY_CODE = DcapPolicy.strict()
            .anyMeasurement()
            .minEvaluation(0)
            .anyPlatform()
            .insecureAnyReportData()
            .build();

    /** What is wrong if the collateral is missing, or of another platform. */
    private static final Set<Reason> OTHER_COLLATERAL =
            Set.of(Reason.ENDORSEMENT_MISSING, Reason.TCB_INFO_FMSPC_MISMATCH);

    private AzureTdxCases() {}

    static CaseOutcome run(Case given, byte[] json, VtpmPolicy vtpm) throws IOException {
        Instant time = given.time("time");
        IntelCollateral collateral =
                new IntelCollateral(given.folder().resolve("intel/open/collateral"), TrustAnchors.intelSgx(), time);
        for (DcapEndorsements candidate : collateral.candidates()) {
            Verdict<GenuineAzureVtpm> verdict = AzureVtpmVerifier.verify(
                    json,
                    new AzureEndorsements.Tdx(candidate, AzureCases.attestationKey(given)),
                    AzureAnchors.intelTdx(),
                    time);
            if (verdict instanceof Verdict.Verified<GenuineAzureVtpm>(GenuineAzureVtpm genuine)) {
                return given.outcome(genuine.appraise(AzurePolicy.tdx(vtpm, ANY_CODE)));
            }
            if (!isOfOtherCollateral(verdict)) {
                return given.outcome(verdict);
            }
        }
        return given.unsupported(Reason.ENDORSEMENT_MISSING);
    }

    private static boolean isOfOtherCollateral(Verdict<?> verdict) {
        return verdict instanceof Verdict.Rejected<?> rejected
                && rejected.findings().stream().map(Finding::reason).allMatch(OTHER_COLLATERAL::contains);
    }
}
