package dev.assay.verification.evidence;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.cca.CcaPolicy;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.nvidia.NvidiaPolicy;
import dev.assay.verification.tee.snp.SnpPolicy;
import dev.assay.verification.tee.snp.SnpPolicyBuilder;
import dev.assay.verification.tee.vtpm.AzurePolicy;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which kinds of TEE are accepted, and what is demanded of each, but for the report data: that depends on the keys and the
 * nonce which come with the evidence, so each policy is finished when it is used.
 */
final class AcceptedKinds {

    /** A policy of one kind, but for what the report data must be; any, if nothing is expected. */
    private interface Rules<P> {
        P expecting(Optional<ReportData> reportData);
    }

    private final Map<EvidenceKind, Rules<?>> rules = new EnumMap<>(EvidenceKind.class);

    boolean isEmpty() {
        return rules.isEmpty();
    }

    AcceptedKinds copy() {
        AcceptedKinds copy = new AcceptedKinds();
        copy.rules.putAll(rules);
        return copy;
    }

    /** @param kind AWS_NITRO or AWS_NITROTPM, which hold their freshness themselves */
    void nitro(EvidenceKind kind, NitroPolicy policy) {
        accept(kind, reportData -> policy);
    }

    /** @param kind INTEL_SGX or INTEL_TDX */
    void intel(EvidenceKind kind, UnaryOperator<DcapPolicy.Builder> decide) {
        accept(kind, reportData -> intel(decide, reportData));
    }

    void snp(UnaryOperator<SnpPolicyBuilder> decide) {
        accept(EvidenceKind.AMD_SEV_SNP, reportData -> snp(decide, reportData));
    }

    void nvidia(UnaryOperator<NvidiaPolicy.Builder> decide) {
        accept(EvidenceKind.NVIDIA, reportData -> {
            NvidiaPolicy.Builder decided = decide.apply(NvidiaPolicy.builder());
            return reportData
                    .map(expected -> decided.nonce(expected.narrow()))
                    .orElseGet(decided::insecureAnyNonce)
                    .build();
        });
    }

    /** @param kind AZURE_SNP_VTPM or AZURE_TDX_VTPM */
    void azure(EvidenceKind kind, UnaryOperator<AzurePolicy.Builder> decide) {
        accept(kind, reportData -> {
            AzurePolicy.Builder decided = decide.apply(AzurePolicy.builder());
            return reportData
                    .map(expected -> decided.nonce(expected.narrow().bytes()))
                    .orElseGet(decided::insecureAnyNonce)
                    .build();
        });
    }

    void gcp(UnaryOperator<VtpmPolicy.Builder> decide) {
        accept(EvidenceKind.GCP_VTPM, reportData -> vtpm(decide, reportData));
    }

    void cca(UnaryOperator<CcaPolicy.Builder> decide) {
        accept(EvidenceKind.ARM_CCA, reportData -> {
            CcaPolicy.Builder decided = decide.apply(CcaPolicy.builder());
            return reportData
                    .map(expected -> decided.challenge(expected.wide()))
                    .orElseGet(decided::insecureAnyChallenge)
                    .build();
        });
    }

    /** Finished once, so that what is undecided shows when the policy is made and not when it is used. */
    private <P> void accept(EvidenceKind kind, Rules<P> policy) {
        policy.expecting(Optional.empty());
        rules.put(kind, policy);
    }

    private static DcapPolicy intel(UnaryOperator<DcapPolicy.Builder> decide, Optional<ReportData> reportData) {
        DcapPolicy.Builder decided = decide.apply(DcapPolicy.builder());
        return reportData
                .map(expected -> decided.reportData(expected.wide()))
                .orElseGet(decided::insecureAnyReportData)
                .build();
    }

    private static SnpPolicy snp(UnaryOperator<SnpPolicyBuilder> decide, Optional<ReportData> reportData) {
        SnpPolicyBuilder decided = decide.apply(SnpPolicy.builder());
        return reportData
                .map(expected -> decided.reportData(expected.wide()))
                .orElseGet(decided::insecureAnyReportData)
                .build();
    }

    private static VtpmPolicy vtpm(UnaryOperator<VtpmPolicy.Builder> decide, Optional<ReportData> reportData) {
        VtpmPolicy.Builder decided = decide.apply(VtpmPolicy.builder());
        return reportData
                .map(expected -> decided.nonce(expected.narrow().bytes()))
                .orElseGet(decided::insecureAnyNonce)
                .build();
    }

    /**
     * The policy of this kind, complete.
     *
     * @throws Rejection if the kind is not accepted
     */
    <P> P policy(EvidenceKind kind, Class<P> type, Optional<ReportData> reportData) {
        Rules<?> found = rules.get(kind);
        if (found == null) {
            throw new Rejection(Reason.EVIDENCE_KIND_REFUSED, "the policy accepts no " + kind.label());
        }
        return type.cast(found.expecting(reportData));
    }

    /** Whether the policy of this kind says which code it accepts, rather than any. */
    boolean namesCode(EvidenceKind kind) {
        Rules<?> found = rules.get(kind);
        return found != null
                && switch (found.expecting(Optional.empty())) {
                    case NitroPolicy policy -> policy.namesCode();
                    case DcapPolicy policy -> policy.namesCode();
                    case SnpPolicy policy -> policy.namesCode();
                    case AzurePolicy policy -> policy.namesCode();
                    case VtpmPolicy policy -> policy.namesCode();
                    case CcaPolicy policy -> policy.namesCode();
                    default -> false;
                };
    }
}
