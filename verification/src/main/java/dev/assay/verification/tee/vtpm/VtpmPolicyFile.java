package dev.assay.verification.tee.vtpm;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.MeasurementsField;
import dev.assay.verification.tee.PolicyFields;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The JSON form of a {@link VtpmPolicy}. Whoever writes one is the caller, so faults are IllegalArgumentException. */
final class VtpmPolicyFile {

    private static final String WHAT = "the virtual TPM's policy";
    private static final String REGISTERS = "registers";
    private static final String NONCE = "nonce";
    private static final String REVOCATION = "keyRevocationLists";
    private static final Set<String> FIELDS = Set.of(REGISTERS, "secureBoot", "eventLog", "instance", REVOCATION);

    private VtpmPolicyFile() {}

    /** With the nonce. */
    static VtpmPolicy parse(JsonObject file) {
        Set<String> all = new HashSet<>(FIELDS);
        all.add(NONCE);
        PolicyFields fields = PolicyFields.of(WHAT, file, all);
        VtpmPolicy.Builder policy = read(VtpmPolicy.builder(), fields);
        return fields.isWord(NONCE, "insecure-any")
                ? policy.insecureAnyNonce().build()
                : policy.nonce(hex(NONCE, fields.required(NONCE))).build();
    }

    /** All but the nonce. */
    static VtpmPolicy.Builder read(VtpmPolicy.Builder policy, JsonValue rules) {
        return read(policy, PolicyFields.of(WHAT, rules, FIELDS));
    }

    private static VtpmPolicy.Builder read(VtpmPolicy.Builder policy, PolicyFields fields) {
        readRegisters(policy, fields);
        readSecureBoot(policy, fields.text("secureBoot"));
        readEventLog(policy, fields.text("eventLog"));
        readInstance(policy, fields.text("instance"));
        readRevocation(policy, fields.text(REVOCATION));
        return policy;
    }

    private static void readRegisters(VtpmPolicy.Builder policy, PolicyFields fields) {
        new MeasurementsField(fields, REGISTERS)
                .read(policy::anyPcrs, policy::referenceValues, element -> policy.pcrs(registers(element)));
    }

    private static Map<String, byte[]> registers(JsonValue value) {
        Map<String, byte[]> registers = new TreeMap<>();
        PolicyFields.any("a set of registers", value)
                .members()
                .forEach((name, hex) -> registers.put(name, hex(name, hex)));
        return registers;
    }

    private static void readSecureBoot(VtpmPolicy.Builder policy, String word) {
        switch (word) {
            case "require" -> policy.requireSecureBoot();
            case "any" -> policy.anySecureBoot();
            default -> throw PolicyFields.fault("secureBoot is neither \"require\" nor \"any\"");
        }
    }

    private static void readEventLog(VtpmPolicy.Builder policy, String word) {
        switch (word) {
            case "require" -> policy.requireEventLog();
            case "any" -> policy.anyEventLog();
            default -> throw PolicyFields.fault("eventLog is neither \"require\" nor \"any\"");
        }
    }

    private static void readInstance(VtpmPolicy.Builder policy, String word) {
        if (word.equals("any")) {
            policy.anyInstance();
        } else {
            policy.instance(word);
        }
    }

    private static void readRevocation(VtpmPolicy.Builder policy, String word) {
        switch (word) {
            case "require" -> policy.requireKeyRevocationLists();
            case "waive" -> policy.waiveKeyRevocationLists();
            default -> throw PolicyFields.fault(REVOCATION + " is neither \"require\" nor \"waive\"");
        }
    }

    private static byte[] hex(String name, JsonValue value) {
        if (value instanceof JsonString(String hex) && hex.matches("([0-9a-fA-F]{2})+")) {
            return HexFormat.of().parseHex(hex);
        }
        throw PolicyFields.fault(name + " is not of hexadecimal digits");
    }
}
