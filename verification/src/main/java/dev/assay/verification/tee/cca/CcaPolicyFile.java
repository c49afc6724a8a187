package dev.assay.verification.tee.cca;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.MeasurementsField;
import dev.assay.verification.tee.PolicyFields;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The JSON form of what a {@link CcaPolicy} says of realm and platform. */
final class CcaPolicyFile {

    private static final Set<String> FIELDS = Set.of("measurements", "platforms", "lifecycle", "personalizationValue");
    private static final Set<String> REMS = Set.of("rem0", "rem1", "rem2", "rem3");
    private static final Set<String> PLATFORM_FIELDS = Set.of("implementationId", "config", "components");

    private CcaPolicyFile() {}

    static CcaPolicy.Builder read(CcaPolicy.Builder policy, JsonValue rules) {
        PolicyFields fields = PolicyFields.of("the CCA policy", rules, FIELDS);
        new MeasurementsField(fields, "measurements")
                .read(
                        policy::anyMeasurement,
                        policy::referenceValues,
                        value -> policy.measurement(measurements(value)));
        if (fields.isWord("platforms", "insecure-any")) {
            policy.insecureAnyPlatformSoftware();
        } else {
            each(fields, "platforms", value -> policy.platformSoftware(platform(value)));
        }
        readLifecycle(policy, fields);
        return fields.isWord("personalizationValue", "any")
                ? policy.anyPersonalizationValue()
                : policy.personalizationValue(fields.hex("personalizationValue", RealmClaims.PERSONALIZATION_BYTES));
    }

    private static void each(PolicyFields fields, String name, Consumer<JsonValue> accept) {
        if (fields.required(name) instanceof JsonArray(List<JsonValue> elements) && !elements.isEmpty()) {
            elements.forEach(accept);
        } else {
            throw PolicyFields.fault(name + " is neither the word for any nor an array of at least one");
        }
    }

    private static void readLifecycle(CcaPolicy.Builder policy, PolicyFields fields) {
        switch (fields.text("lifecycle")) {
            case "secured" -> policy.requireSecured();
            case "insecure-any" -> policy.insecureAnyLifecycle();
            default -> throw PolicyFields.fault("lifecycle is neither \"secured\" nor \"insecure-any\"");
        }
    }

    private static RealmMeasurements measurements(JsonValue value) {
        PolicyFields fields = PolicyFields.of("a measurement", value, Set.of("rim"), REMS);
        Map<Integer, byte[]> extensible = new HashMap<>();
        for (int i = 0; i < RealmClaims.EXTENSIBLE_MEASUREMENTS; i++) {
            if (fields.optional("rem" + i).isPresent()) {
                extensible.put(i, bytes(fields, "rem" + i));
            }
        }
        return new RealmMeasurements(bytes(fields, "rim"), extensible);
    }

    private static PlatformSoftware platform(JsonValue value) {
        PolicyFields fields = PolicyFields.of("a platform", value, PLATFORM_FIELDS);
        return new PlatformSoftware(
                bytes(fields, "implementationId"),
                bytes(fields, "config"),
                fields.array("components").stream()
                        .map(CcaPolicyFile::component)
                        .toList());
    }

    private static SoftwareComponent component(JsonValue value) {
        PolicyFields fields = PolicyFields.of("a component", value, Set.of("measurement", "signerId"));
        return new SoftwareComponent(
                Optional.empty(),
                Optional.empty(),
                bytes(fields, "measurement"),
                bytes(fields, "signerId"),
                Optional.empty());
    }

    /** Hexadecimal, of whatever length: those who take it check that. */
    private static byte[] bytes(PolicyFields fields, String name) {
        if (fields.required(name) instanceof JsonString(String hex) && hex.matches("([0-9a-fA-F]{2})*")) {
            return HexFormat.of().parseHex(hex);
        }
        throw PolicyFields.fault(name + " is not hexadecimal");
    }
}
