package dev.assay.verification.tee;

import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON file form of an {@link AppraisalPolicy}. Whoever writes one is the caller, so faults are IllegalArgumentException. */
final class PolicyFile {

    private static final int MAX_BYTES = 64 << 10;
    private static final Set<String> FIELDS = Set.of("measurements", "debug", "freshness", "clockSkewSeconds");

    private PolicyFile() {}

    static AppraisalPolicy parse(byte[] json) {
        Map<String, JsonValue> fields = fields(json);
        AppraisalPolicy.Builder policy = AppraisalPolicy.builder();
        readMeasurements(policy, fields.get("measurements"));
        readDebug(policy, fields.get("debug"));
        policy.freshness(freshness(fields.get("freshness")));
        policy.clockSkew(seconds("clockSkewSeconds", fields.get("clockSkewSeconds")));
        return policy.build();
    }

    private static Map<String, JsonValue> fields(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw fault("has " + json.length + " bytes; the limit is " + MAX_BYTES);
        }
        try {
            return fields("the policy", Json.read(json), FIELDS);
        } catch (Rejection rejection) {
            throw fault("is no JSON: " + rejection.detail());
        }
    }

    /** Exactly these fields: a misspelt one must not be a check that is never made. */
    private static Map<String, JsonValue> fields(String what, @Nullable JsonValue value, Set<String> names) {
        if (!(value instanceof JsonObject object)) {
            throw fault(what + " is not an object");
        }
        Map<String, JsonValue> members = object.members();
        for (String name : members.keySet()) {
            if (!names.contains(name)) {
                throw fault(what + " has an unknown field \"" + name + "\"; known are " + names);
            }
        }
        for (String name : names) {
            if (!members.containsKey(name)) {
                throw fault(what + " lacks the field \"" + name + "\"");
            }
        }
        return members;
    }

    private static void readMeasurements(AppraisalPolicy.Builder policy, @Nullable JsonValue value) {
        if (value instanceof JsonArray array) {
            array.elements().forEach(element -> policy.measurement(measurement(element)));
        } else if (isWord(value, "any")) {
            policy.anyMeasurement();
        } else {
            throw fault("measurements is neither \"any\" nor an array");
        }
    }

    private static Map<Integer, byte[]> measurement(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            throw fault("a measurement is not an object of registers");
        }
        Map<Integer, byte[]> pcrs = new HashMap<>();
        object.members().forEach((index, pcr) -> pcrs.put(pcrIndex(index), pcr(index, pcr)));
        return pcrs;
    }

    private static int pcrIndex(String index) {
        if (!index.matches("[0-9]|[12][0-9]|3[01]")) {
            throw fault("register \"" + index + "\" is not 0 to 31");
        }
        return Integer.parseInt(index);
    }

    private static byte[] pcr(String index, JsonValue value) {
        if (value instanceof JsonString hex && hex.value().matches("[0-9a-fA-F]{96}")) {
            return HexFormat.of().parseHex(hex.value());
        }
        throw fault("register " + index + " is not 96 hexadecimal digits");
    }

    private static void readDebug(AppraisalPolicy.Builder policy, @Nullable JsonValue value) {
        if (isWord(value, "refuse")) {
            policy.refuseDebug();
        } else if (isWord(value, "insecure-allow")) {
            policy.insecureAllowDebug();
        } else {
            throw fault("debug is neither \"refuse\" nor \"insecure-allow\"");
        }
    }

    private static Freshness freshness(@Nullable JsonValue value) {
        if (isWord(value, "nonce")) {
            return new Freshness.NonceAwaited();
        }
        String field = "keyBindingMaxAgeSeconds";
        return Freshness.keyBinding(
                seconds(field, fields("freshness", value, Set.of(field)).get(field)));
    }

    private static boolean isWord(@Nullable JsonValue value, String word) {
        return value instanceof JsonString string && string.value().equals(word);
    }

    private static Duration seconds(String name, @Nullable JsonValue value) {
        if (value instanceof JsonNumber number && number.literal().matches("0|[1-9][0-9]{0,8}")) {
            return Duration.ofSeconds(Long.parseLong(number.literal()));
        }
        throw fault(name + " is not a whole number of seconds");
    }

    private static IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("policy file: " + what);
    }
}
