package dev.assay.verification.tee.nvidia;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.PolicyFields;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The JSON form of what an {@link NvidiaPolicy} says but for the nonce, which no file can know. */
final class NvidiaPolicyFile {

    private static final Set<String> FIELDS =
            Set.of("architectures", "drivers", "vbioses", "ocsp", "rims", "protectedPcie");

    private NvidiaPolicyFile() {}

    static NvidiaPolicy.Builder read(NvidiaPolicy.Builder policy, JsonValue rules) {
        PolicyFields fields = PolicyFields.of("the NVIDIA policy", rules, FIELDS);
        readArchitectures(policy, fields);
        readVersions(policy, fields);
        readOcsp(policy, fields);
        readRims(policy, fields);
        readProtectedPcie(policy, fields);
        return policy;
    }

    private static void readArchitectures(NvidiaPolicy.Builder policy, PolicyFields fields) {
        if (fields.isWord("architectures", "any")) {
            policy.anyArchitecture();
        } else {
            policy.architectures(texts(fields, "architectures").stream()
                    .map(NvidiaPolicyFile::architecture)
                    .collect(Collectors.toSet()));
        }
    }

    private static NvidiaArchitecture architecture(String name) {
        return Arrays.stream(NvidiaArchitecture.values())
                .filter(architecture -> architecture.name().equals(name))
                .findAny()
                .orElseThrow(() -> PolicyFields.fault("there is no architecture " + name));
    }

    private static void readVersions(NvidiaPolicy.Builder policy, PolicyFields fields) {
        if (fields.isWord("drivers", "any")) {
            policy.anyDriver();
        } else {
            policy.drivers(texts(fields, "drivers"));
        }
        if (fields.isWord("vbioses", "any")) {
            policy.anyVbios();
        } else {
            policy.vbioses(texts(fields, "vbioses"));
        }
    }

    private static Set<String> texts(PolicyFields fields, String name) {
        return fields.array(name).stream().map(value -> text(name, value)).collect(Collectors.toSet());
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonString(String text)) {
            return text;
        }
        throw PolicyFields.fault(name + " holds something other than strings");
    }

    private static void readOcsp(NvidiaPolicy.Builder policy, PolicyFields fields) {
        switch (fields.text("ocsp")) {
            case "require" -> policy.requireOcsp();
            case "require-or-hold" -> policy.requireOcspOrHold();
            case "insecure-waive" -> policy.insecureWithoutOcsp();
            default -> throw PolicyFields.fault("ocsp is none of require, require-or-hold and insecure-waive");
        }
    }

    private static void readRims(NvidiaPolicy.Builder policy, PolicyFields fields) {
        switch (fields.text("rims")) {
            case "require" -> policy.requireRims();
            case "insecure-waive" -> policy.insecureWithoutRims();
            default -> throw PolicyFields.fault("rims is neither require nor insecure-waive");
        }
    }

    private static void readProtectedPcie(NvidiaPolicy.Builder policy, PolicyFields fields) {
        switch (fields.text("protectedPcie")) {
            case "with-its-switches" -> policy.protectedPcieWithItsSwitches();
            case "insecure-alone" -> policy.insecureProtectedPcieAlone();
            default -> throw PolicyFields.fault("protectedPcie is neither with-its-switches nor insecure-alone");
        }
    }
}
