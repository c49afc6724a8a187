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
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Which kinds of TEE are accepted, and what is demanded of each, but for the report data: that depends on the keys and the
 * nonce which come with the evidence, so each policy gets it when it is used. All else is decided once: what is undecided
 * shows when the policy is made.
 */
final class AcceptedKinds {

    /**
     * A policy of one kind.
     *
     * @param anyReportData complete, but for what the report data must be
     * @param expecting the same with the report data
     */
    private record Rules<P>(P anyReportData, BiFunction<P, ReportData, P> expecting) {
        P of(Optional<ReportData> reportData) {
            return reportData
                    .map(expected -> expecting.apply(anyReportData, expected))
                    .orElse(anyReportData);
        }
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
        accept(kind, policy, (same, expected) -> same);
    }

    /** @param kind INTEL_SGX or INTEL_TDX */
    void intel(EvidenceKind kind, UnaryOperator<DcapPolicy.Builder> decide) {
        DcapPolicy policy =
                decide.apply(DcapPolicy.builder()).insecureAnyReportData().build();
        accept(kind, policy, (any, expected) -> any.withReportData(expected.wide()));
    }

    void snp(UnaryOperator<SnpPolicyBuilder> decide) {
        SnpPolicy policy =
                decide.apply(SnpPolicy.builder()).insecureAnyReportData().build();
        accept(EvidenceKind.AMD_SEV_SNP, policy, (any, expected) -> any.withReportData(expected.wide()));
    }

    void nvidia(UnaryOperator<NvidiaPolicy.Builder> decide) {
        NvidiaPolicy policy =
                decide.apply(NvidiaPolicy.builder()).insecureAnyNonce().build();
        accept(EvidenceKind.NVIDIA, policy, (any, expected) -> any.withNonce(expected.narrow()));
    }

    /** @param kind AZURE_SNP_VTPM or AZURE_TDX_VTPM */
    void azure(EvidenceKind kind, UnaryOperator<AzurePolicy.Builder> decide) {
        AzurePolicy policy =
                decide.apply(AzurePolicy.builder()).insecureAnyNonce().build();
        accept(kind, policy, (any, expected) -> any.withNonce(expected.narrow().bytes()));
    }

    void gcp(UnaryOperator<VtpmPolicy.Builder> decide) {
        VtpmPolicy policy =
                decide.apply(VtpmPolicy.builder()).insecureAnyNonce().build();
        accept(
                EvidenceKind.GCP_VTPM,
                policy,
                (any, expected) -> any.withNonce(expected.narrow().bytes()));
    }

    void cca(UnaryOperator<CcaPolicy.Builder> decide) {
        CcaPolicy policy =
                decide.apply(CcaPolicy.builder()).insecureAnyChallenge().build();
        accept(EvidenceKind.ARM_CCA, policy, (any, expected) -> any.withChallenge(expected.wide()));
    }

    private <P> void accept(EvidenceKind kind, P policy, BiFunction<P, ReportData, P> expecting) {
        rules.put(kind, new Rules<>(policy, expecting));
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
        return type.cast(found.of(reportData));
    }

    /** Whether the policy of this kind says which code it accepts, rather than any. */
    boolean namesCode(EvidenceKind kind) {
        Rules<?> found = rules.get(kind);
        return found != null
                && switch (found.anyReportData()) {
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
