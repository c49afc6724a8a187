package dev.assay.verification.evidence;

import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.PolicyFields;
import dev.assay.verification.tee.ReferenceValues;
import dev.assay.verification.tee.cca.CcaPolicy;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.snp.SnpPolicyBuilder;
import dev.assay.verification.tee.vtpm.AzurePolicy;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON file form of an {@link AppraisalPolicy}. */
final class PolicyFile {

    private static final int MAX_BYTES = 64 << 10;

    private PolicyFile() {}

    /** @param values the releases that kinds with {@code "reference-values"} accept, of each kind its own */
    static AppraisalPolicy parse(byte[] json, Optional<ReferenceValues> values) {
        PolicyFields fields =
                PolicyFields.of("the policy", read(json), Set.of("freshness", "clockSkewSeconds", "accept"));
        AppraisalPolicy.Builder policy =
                AppraisalPolicy.builder().freshness(freshness(fields)).clockSkew(fields.seconds("clockSkewSeconds"));
        accept(policy, fields, values);
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

    private static void accept(AppraisalPolicy.Builder policy, PolicyFields fields, Optional<ReferenceValues> values) {
        Set<String> known =
                Stream.of(EvidenceKind.values()).map(EvidenceKind::label).collect(Collectors.toSet());
        PolicyFields.of("accept", fields.required("accept"), Set.of(), known)
                .members()
                .forEach((label, rules) -> {
                    EvidenceKind kind = EvidenceKind.labelled(label).orElseThrow();
                    accept(policy, kind, rules, releases(values, kind));
                });
    }

    private static void accept(
            AppraisalPolicy.Builder policy, EvidenceKind kind, JsonValue rules, Optional<ReferenceValues> releases) {
        switch (kind) {
            case AWS_NITRO ->
                policy.nitro(nitro -> adding(releases, nitro.read(rules), NitroPolicy.Builder::referenceValues));
            case AWS_NITROTPM ->
                policy.nitroTpm(nitro -> adding(releases, nitro.read(rules), NitroPolicy.Builder::referenceValues));
            case INTEL_SGX -> policy.sgx(sgx -> adding(releases, sgx.read(rules), DcapPolicy.Builder::referenceValues));
            case INTEL_TDX -> policy.tdx(tdx -> adding(releases, tdx.read(rules), DcapPolicy.Builder::referenceValues));
            case AMD_SEV_SNP -> policy.snp(snp -> adding(releases, snp.read(rules), SnpPolicyBuilder::referenceValues));
            case NVIDIA -> policy.nvidia(nvidia -> nvidia.read(rules));
            case AZURE_SNP_VTPM ->
                policy.azureSnp(azure -> adding(releases, azure.read(rules), AzurePolicy.Builder::referenceValues));
            case AZURE_TDX_VTPM ->
                policy.azureTdx(azure -> adding(releases, azure.read(rules), AzurePolicy.Builder::referenceValues));
            case GCP_VTPM ->
                policy.gcp(vtpm -> adding(releases, vtpm.read(rules), VtpmPolicy.Builder::referenceValues));
            case ARM_CCA -> policy.cca(cca -> adding(releases, cca.read(rules), CcaPolicy.Builder::referenceValues));
        }
    }

    private static <B> B adding(Optional<ReferenceValues> releases, B policy, BiFunction<B, ReferenceValues, B> add) {
        return releases.map(values -> add.apply(policy, values)).orElse(policy);
    }

    /** Those of this kind, if there are any. */
    private static Optional<ReferenceValues> releases(Optional<ReferenceValues> values, EvidenceKind kind) {
        List<ReferenceValues.Release> own = values.stream()
                .flatMap(all -> all.releases().stream())
                .filter(release -> release.kind().label().equals(kind.label()))
                .toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(new ReferenceValues(own));
    }
}
