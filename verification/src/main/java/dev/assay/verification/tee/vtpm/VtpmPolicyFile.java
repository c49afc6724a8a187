package dev.assay.verification.tee.vtpm;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link VtpmPolicy}. Whoever writes one is the caller, so faults are IllegalArgumentException. */
final class VtpmPolicyFile {

    private static final Set<String> FIELDS = Set.of("registers", "nonce", "secureBoot", "eventLog", "instance");

    private VtpmPolicyFile() {}

    static VtpmPolicy parse(JsonObject file) {
        Map<String, JsonValue> fields = file.members();
        // Exactly these fields: a misspelt one must not be a check that is never made.
        if (!fields.keySet().equals(FIELDS)) {
            throw fault("has the fields " + fields.keySet() + ", not " + FIELDS);
        }
        VtpmPolicy.Builder policy = VtpmPolicy.builder();
        readRegisters(policy, fields.get("registers"));
        readNonce(policy, word("nonce", fields.get("nonce")));
        readSecureBoot(policy, word("secureBoot", fields.get("secureBoot")));
        readEventLog(policy, word("eventLog", fields.get("eventLog")));
        readInstance(policy, word("instance", fields.get("instance")));
        return policy.build();
    }

    private static void readRegisters(VtpmPolicy.Builder policy, @Nullable JsonValue value) {
        if (value instanceof JsonArray(var elements)) {
            elements.forEach(element -> policy.pcrs(registers(element)));
        } else if (word("registers", value).equals("any")) {
            policy.anyPcrs();
        } else {
            throw fault("registers is neither \"any\" nor an array");
        }
    }

    private static Map<String, byte[]> registers(JsonValue value) {
        if (!(value instanceof JsonObject(Map<String, JsonValue> members))) {
            throw fault("a set of registers is not an object");
        }
        Map<String, byte[]> registers = new TreeMap<>();
        members.forEach((name, hex) -> registers.put(name, HexFormat.of().parseHex(word(name, hex))));
        return registers;
    }

    private static void readNonce(VtpmPolicy.Builder policy, String word) {
        if (word.equals("insecure-any")) {
            policy.insecureAnyNonce();
        } else {
            policy.nonce(HexFormat.of().parseHex(word));
        }
    }

    private static void readSecureBoot(VtpmPolicy.Builder policy, String word) {
        switch (word) {
            case "require" -> policy.requireSecureBoot();
            case "any" -> policy.anySecureBoot();
            default -> throw fault("secureBoot is neither \"require\" nor \"any\"");
        }
    }

    private static void readEventLog(VtpmPolicy.Builder policy, String word) {
        switch (word) {
            case "require" -> policy.requireEventLog();
            case "any" -> policy.anyEventLog();
            default -> throw fault("eventLog is neither \"require\" nor \"any\"");
        }
    }

    private static void readInstance(VtpmPolicy.Builder policy, String word) {
        if (word.equals("any")) {
            policy.anyInstance();
        } else {
            policy.instance(word);
        }
    }

    private static String word(String name, @Nullable JsonValue value) {
        if (value instanceof JsonString(String word)) {
            return word;
        }
        throw fault(name + " is not a string");
    }

    private static IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("policy of a virtual TPM: " + what);
    }
}
