package dev.assay.verification.tee.vtpm;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.PolicyFields;
import java.util.Set;

/** The JSON form of what an {@link AzurePolicy} says but for the nonce, which no file can know. */
final class AzurePolicyFile {

    private AzurePolicyFile() {}

    static AzurePolicy.Builder read(AzurePolicy.Builder policy, JsonValue rules) {
        PolicyFields fields = PolicyFields.of("the Azure policy", rules, Set.of("vtpm"), Set.of("snp", "tdx"));
        if (fields.members().size() == 1) {
            throw PolicyFields.fault("the Azure policy has rules for neither \"snp\" nor \"tdx\": it accepts nothing");
        }
        policy.vtpm(vtpm -> vtpm.read(fields.required("vtpm")));
        fields.optional("snp").ifPresent(hardware -> policy.snp(snp -> snp.read(hardware)));
        fields.optional("tdx").ifPresent(hardware -> policy.tdx(tdx -> tdx.read(hardware)));
        return policy;
    }
}
