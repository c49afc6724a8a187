package dev.assay.verification.tee.nitro;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.MeasurementsField;
import dev.assay.verification.tee.PolicyFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The JSON form of what a {@link NitroPolicy} says of code and debug mode. */
final class NitroPolicyFile {

    private static final Set<String> FIELDS = Set.of("measurements", "debug");

    private NitroPolicyFile() {}

    static NitroPolicy.Builder read(NitroPolicy.Builder policy, JsonValue rules) {
        PolicyFields fields = PolicyFields.of("the Nitro policy", rules, FIELDS);
        readMeasurements(policy, fields);
        readDebug(policy, fields);
        return policy;
    }

    private static void readMeasurements(NitroPolicy.Builder policy, PolicyFields fields) {
        new MeasurementsField(fields, "measurements")
                .read(
                        policy::anyMeasurement,
                        policy::referenceValues,
                        element -> policy.measurement(measurement(element)));
    }

    private static Map<Integer, byte[]> measurement(JsonValue value) {
        PolicyFields registers = PolicyFields.any("a measurement", value);
        Map<Integer, byte[]> pcrs = new HashMap<>();
        for (String index : registers.members().keySet()) {
            pcrs.put(pcrIndex(index), registers.hex(index, NitroMeasurements.PCR_BYTES));
        }
        return pcrs;
    }

    private static int pcrIndex(String index) {
        if (!index.matches("[0-9]|[12][0-9]|3[01]")) {
            throw PolicyFields.fault("register \"" + index + "\" is not 0 to 31");
        }
        return Integer.parseInt(index);
    }

    private static void readDebug(NitroPolicy.Builder policy, PolicyFields fields) {
        switch (fields.text("debug")) {
            case "refuse" -> policy.refuseDebug();
            case "insecure-allow" -> policy.insecureAllowDebug();
            default -> throw PolicyFields.fault("debug is neither \"refuse\" nor \"insecure-allow\"");
        }
    }
}
