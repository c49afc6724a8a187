package dev.assay.verification.evidence;

import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.cca.CcaPolicy;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.dcap.TcbStatus;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.nvidia.NvidiaPolicy;
import dev.assay.verification.tee.snp.SnpField;
import dev.assay.verification.tee.snp.SnpFirmware;
import dev.assay.verification.tee.snp.SnpFlag;
import dev.assay.verification.tee.snp.SnpPolicyBuilder;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpTcb;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/** Policies that demand nothing that need not be: for looking at evidence, and for nothing else. */
final class Inspection {

    static final AcceptedKinds KINDS = kinds();

    private Inspection() {}

    private static AcceptedKinds kinds() {
        AcceptedKinds kinds = new AcceptedKinds();
        kinds.nitro(EvidenceKind.AWS_NITRO, nitro());
        kinds.nitro(EvidenceKind.AWS_NITROTPM, nitro());
        kinds.intel(EvidenceKind.INTEL_SGX, Inspection::intel);
        kinds.intel(EvidenceKind.INTEL_TDX, Inspection::intel);
        kinds.snp(Inspection::snp);
        kinds.nvidia(Inspection::nvidia);
        kinds.azure(
                EvidenceKind.AZURE_SNP_VTPM,
                azure -> azure.vtpm(Inspection::vtpm).snp(Inspection::snp));
        kinds.azure(
                EvidenceKind.AZURE_TDX_VTPM,
                azure -> azure.vtpm(Inspection::vtpm).tdx(Inspection::intel));
        kinds.gcp(Inspection::vtpm);
        kinds.cca(Inspection::cca);
        return kinds;
    }

    private static NitroPolicy nitro() {
        return NitroPolicy.builder()
                .anyMeasurement()
                .insecureAllowDebug()
                .freshness(Freshness.keyBinding(Duration.ofDays(365)))
                .clockSkew(Duration.ofDays(1))
                .build();
    }

    private static DcapPolicy.Builder intel(DcapPolicy.Builder policy) {
        EnumSet<TcbStatus> statuses = EnumSet.allOf(TcbStatus.class);
        statuses.remove(TcbStatus.REVOKED);
        statuses.remove(TcbStatus.NOT_SUPPORTED);
        return policy.anyMeasurement()
                .insecureAllowDebug()
                .insecureAllowSeptVe()
                .insecureAnyServiceTd()
                .tcbStatuses(statuses)
                .anyAdvisory()
                .minEvaluation(0)
                .anyEvaluation()
                .anyPlatform()
                .denyPlatforms(List.of());
    }

    private static SnpPolicyBuilder snp(SnpPolicyBuilder policy) {
        for (SnpProduct product : SnpProduct.values()) {
            policy.product(product, SnpTcb.ANY, SnpTcb.ANY);
        }
        EnumSet<SnpField> fields = EnumSet.allOf(SnpField.class);
        fields.remove(SnpField.REPORT_DATA);
        return policy.ignore(SnpFlag.values())
                .any(fields.toArray(SnpField[]::new))
                .vmpl(0, 1, 2, 3)
                .allowVcek()
                .allowAnyVlek()
                .allowMaskedChip()
                .allowProvisionalFirmware()
                .waiveRevocationList()
                .minimumFirmware(SnpFirmware.ANY)
                .minimumGuestAbi(0, 0)
                .minimumGuestSvn(0)
                .requireMitigations(0);
    }

    private static NvidiaPolicy.Builder nvidia(NvidiaPolicy.Builder policy) {
        return policy.anyArchitecture()
                .anyDriver()
                .anyVbios()
                .insecureWithoutOcsp()
                .insecureWithoutRims()
                .insecureProtectedPcieAlone();
    }

    private static VtpmPolicy.Builder vtpm(VtpmPolicy.Builder policy) {
        return policy.anyPcrs()
                .anySecureBoot()
                .waiveKeyRevocationLists()
                .anyEventLog()
                .anyInstance();
    }

    private static CcaPolicy.Builder cca(CcaPolicy.Builder policy) {
        return policy.anyMeasurement()
                .insecureAnyPlatformSoftware()
                .insecureAnyLifecycle()
                .anyPersonalizationValue();
    }
}
