package dev.assay.verification.evidence;

import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.PolicyFields;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON file form of an {@link AppraisalPolicy}. */
final class PolicyFile {

    private static final int MAX_BYTES = 64 << 10;

    private PolicyFile() {}

    static AppraisalPolicy parse(byte[] json) {
        PolicyFields fields =
                PolicyFields.of("the policy", read(json), Set.of("freshness", "clockSkewSeconds", "accept"));
        AppraisalPolicy.Builder policy =
                AppraisalPolicy.builder().freshness(freshness(fields)).clockSkew(fields.seconds("clockSkewSeconds"));
        accept(policy, fields);
        return policy.build();
    }

    private static JsonValue read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw PolicyFields.fault("has " + json.length + " bytes; the limit is " + MAX_BYTES);
        }
        try {
            return Json.read(json);
        } catch (Rejection rejection) {
            throw PolicyFields.fault("is no JSON: " + rejection.detail());
        }
    }

    private static Freshness freshness(PolicyFields fields) {
        if (fields.isWord("freshness", "nonce")) {
            return new Freshness.NonceAwaited();
        }
        if (fields.required("freshness") instanceof JsonValue.JsonObject(var members)
                && members.containsKey("reportData")) {
            return Freshness.reportData(PolicyFields.of("freshness", fields.required("freshness"), Set.of("reportData"))
                    .hex("reportData", 64));
        }
        String field = "keyBindingMaxAgeSeconds";
        return Freshness.keyBinding(PolicyFields.of("freshness", fields.required("freshness"), Set.of(field))
                .seconds(field));
    }

    private static void accept(AppraisalPolicy.Builder policy, PolicyFields fields) {
        Set<String> known =
                Stream.of(EvidenceKind.values()).map(EvidenceKind::label).collect(Collectors.toSet());
        PolicyFields.of("accept", fields.required("accept"), Set.of(), known)
                .members()
                .forEach((label, rules) ->
                        accept(policy, EvidenceKind.labelled(label).orElseThrow(), rules));
    }

    private static void accept(AppraisalPolicy.Builder policy, EvidenceKind kind, JsonValue rules) {
        switch (kind) {
            case AWS_NITRO -> policy.nitro(nitro -> nitro.read(rules));
            case AWS_NITROTPM -> policy.nitroTpm(nitro -> nitro.read(rules));
            case INTEL_SGX -> policy.sgx(sgx -> sgx.read(rules));
            case INTEL_TDX -> policy.tdx(tdx -> tdx.read(rules));
            case AMD_SEV_SNP -> policy.snp(snp -> snp.read(rules));
            case NVIDIA -> policy.nvidia(nvidia -> nvidia.read(rules));
            case AZURE_SNP_VTPM -> policy.azureSnp(azure -> azure.read(rules));
            case AZURE_TDX_VTPM -> policy.azureTdx(azure -> azure.read(rules));
            case GCP_VTPM -> policy.gcp(vtpm -> vtpm.read(rules));
            case ARM_CCA -> policy.cca(cca -> cca.read(rules));
        }
    }
}
