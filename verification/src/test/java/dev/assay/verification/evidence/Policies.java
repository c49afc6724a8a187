package dev.assay.verification.evidence;

import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.dcap.TcbStatus;
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
import java.util.Set;
import java.util.function.UnaryOperator;

/** Policies that accept every kind, for tests of what all kinds share. */
final class Policies {

    private Policies() {}

    static AppraisalPolicy open(Freshness freshness) {
        return AppraisalPolicy.builder()
                .freshness(freshness)
                .clockSkew(Duration.ofMinutes(1))
                .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                .nitroTpm(nitro -> nitro.anyMeasurement().refuseDebug())
                .sgx(Policies::intel)
                .tdx(Policies::intel)
                .snp(any())
                .nvidia(Policies::nvidia)
                .azureSnp(azure -> azure.vtpm(Policies::vtpm).snp(any()))
                .azureTdx(azure -> azure.vtpm(Policies::vtpm).tdx(Policies::intel))
                .gcp(Policies::vtpm)
                .cca(cca -> cca.anyMeasurement()
                        .insecureAnyPlatformSoftware()
                        .requireSecured()
                        .anyPersonalizationValue())
                .build();
    }

    static AppraisalPolicy snpOf(byte[] measurement, Freshness freshness) {
        return AppraisalPolicy.builder()
                .freshness(freshness)
                .clockSkew(Duration.ofMinutes(1))
                .snp(policy -> snp(policy).measurement(measurement))
                .build();
    }

    private static DcapPolicy.Builder intel(DcapPolicy.Builder policy) {
        return policy.anyMeasurement()
                .refuseDebug()
                .requireSeptVeDisabled()
                .refuseServiceTd()
                .tcbStatuses(Set.of(TcbStatus.UP_TO_DATE))
                .advisories(Set.of())
                .minEvaluation(0)
                .sameEvaluation()
                .anyPlatform()
                .denyPlatforms(List.of());
    }

    private static UnaryOperator<SnpPolicyBuilder> any() {
        return policy -> snp(policy).anyMeasurement();
    }

    private static SnpPolicyBuilder snp(SnpPolicyBuilder policy) {
        EnumSet<SnpField> fields = EnumSet.complementOf(EnumSet.of(SnpField.REPORT_DATA, SnpField.MEASUREMENT));
        EnumSet<SnpFlag> flags = EnumSet.complementOf(EnumSet.of(SnpFlag.DEBUG_ALLOWED));
        return policy.refuseDebug()
                .ignore(flags.toArray(SnpFlag[]::new))
                .any(fields.toArray(SnpField[]::new))
                .product(SnpProduct.MILAN, SnpTcb.ANY, SnpTcb.ANY)
                .vmpl(0)
                .allowVcek()
                .refuseVlek()
                .refuseMaskedChip()
                .refuseProvisionalFirmware()
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
                .protectedPcieWithItsSwitches();
    }

    private static VtpmPolicy.Builder vtpm(VtpmPolicy.Builder policy) {
        return policy.anyPcrs()
                .requireSecureBoot()
                .waiveKeyRevocationLists()
                .anyEventLog()
                .anyInstance();
    }
}
