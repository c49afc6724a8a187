package dev.assay.verification.evidence;

import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.PolicyFields;
import java.util.Set;

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
        String field = "keyBindingMaxAgeSeconds";
        return Freshness.keyBinding(PolicyFields.of("freshness", fields.required("freshness"), Set.of(field))
                .seconds(field));
    }

    private static void accept(AppraisalPolicy.Builder policy, PolicyFields fields) {
        PolicyFields kinds = PolicyFields.of("accept", fields.required("accept"), Set.of(), Set.of("aws-nitro"));
        kinds.optional("aws-nitro").ifPresent(rules -> policy.nitro(nitro -> nitro.read(rules)));
    }
}
