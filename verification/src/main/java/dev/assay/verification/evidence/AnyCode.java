package dev.assay.verification.evidence;

import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.dcap.TcbStatus;
import dev.assay.verification.tee.snp.SnpField;
import dev.assay.verification.tee.snp.SnpFirmware;
import dev.assay.verification.tee.snp.SnpFlag;
import dev.assay.verification.tee.snp.SnpPolicyBuilder;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpTcb;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What {@link AppraisalPolicy.Builder#anyCode} decides: nothing of the code, and of the machine all that can be had. */
final class AnyCode {

    private static final EnumSet<SnpFlag> SNP_REFUSED =
            EnumSet.of(SnpFlag.DEBUG_ALLOWED, SnpFlag.MIGRATION_AGENT_ALLOWED);

    private AnyCode() {}

    static AppraisalPolicy.Builder decide(AppraisalPolicy.Builder policy) {
        return policy.nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                .sgx(AnyCode::intel)
                .tdx(AnyCode::intel)
                .snp(AnyCode::snp)
                .azureSnp(azure -> azure.vtpm(AnyCode::vtpm).snp(AnyCode::snp))
                .azureTdx(azure -> azure.vtpm(AnyCode::vtpm).tdx(AnyCode::intel));
    }

    private static DcapPolicy.Builder intel(DcapPolicy.Builder policy) {
        return policy.anyMeasurement()
                .refuseDebug()
                .requireSeptVeDisabled()
                .refuseServiceTd()
                .tcbStatuses(Set.of(TcbStatus.UP_TO_DATE))
                .advisories(Set.of())
                .sameEvaluation()
                .minEvaluation(0)
                .anyPlatform()
                .denyPlatforms(List.of());
    }

    private static SnpPolicyBuilder snp(SnpPolicyBuilder policy) {
        for (SnpProduct product : SnpProduct.values()) {
            policy.product(product, SnpTcb.ANY, SnpTcb.ANY);
        }
        return policy.refuse(SNP_REFUSED.toArray(SnpFlag[]::new))
                .ignore(EnumSet.complementOf(SNP_REFUSED).toArray(SnpFlag[]::new))
                .any(EnumSet.complementOf(EnumSet.of(SnpField.REPORT_DATA)).toArray(SnpField[]::new))
                .vmpl(0)
                .allowVcek()
                .allowAnyVlek()
                .refuseMaskedChip()
                .allowProvisionalFirmware()
                .requireRevocationList()
                .minimumFirmware(SnpFirmware.ANY)
                .minimumGuestAbi(0, 0)
                .minimumGuestSvn(0)
                .requireMitigations(0);
    }

    private static VtpmPolicy.Builder vtpm(VtpmPolicy.Builder policy) {
        return policy.anyPcrs()
                .requireSecureBoot()
                .requireKeyRevocationLists()
                .anyEventLog()
                .anyInstance();
    }
}
