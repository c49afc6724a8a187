package dev.assay.verification.tee;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of a policy file, with exactly the fields that it must have. Whoever writes a policy is the caller, so every
 * fault is an IllegalArgumentException that says where it is.
 *
 * @param what the object, for faults, such as {@code accept.aws-nitro}
 */
public record PolicyFields(String what, Map<String, JsonValue> members) {

    /** Exactly these fields: a misspelt one must not be a check that is never made. */
    public static PolicyFields of(String what, @Nullable JsonValue value, Set<String> names) {
        PolicyFields fields = of(what, value, names, Set.of());
        for (String name : names) {
            fields.required(name);
        }
        return fields;
    }

    /** All of the first fields, and any of the second. */
    public static PolicyFields of(String what, @Nullable JsonValue value, Set<String> required, Set<String> optional) {
        PolicyFields fields = any(what, value);
        for (String name : fields.members.keySet()) {
            if (!required.contains(name) && !optional.contains(name)) {
                throw fault(what + " has an unknown field \"" + name + "\"; known are " + required + optional);
            }
        }
        for (String name : required) {
            fields.required(name);
        }
        return fields;
    }

    /** An object whose field names are the caller's to check, such as registers. */
    public static PolicyFields any(String what, @Nullable JsonValue value) {
        if (value instanceof JsonObject object) {
            return new PolicyFields(what, object.members());
        }
        throw fault(what + " is not an object");
    }

    /** The field as it stands. */
    public JsonValue required(String name) {
        JsonValue value = members.get(name);
        if (value == null) {
            throw fault(what + " lacks the field \"" + name + "\"");
        }
        return value;
    }

    public Optional<JsonValue> optional(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Whether the field is this string. */
    public boolean isWord(String name, String word) {
        return members.get(name) instanceof JsonString string && string.value().equals(word);
    }

    public String text(String name) {
        if (required(name) instanceof JsonString string) {
            return string.value();
        }
        throw fault(what + "." + name + " is not a string");
    }

    public List<JsonValue> array(String name) {
        if (required(name) instanceof JsonArray array) {
            return array.elements();
        }
        throw fault(what + "." + name + " is not an array");
    }

    /** So many bytes, in hexadecimal. */
    public byte[] hex(String name, int sizeBytes) {
        if (required(name) instanceof JsonString hex && hex.value().matches("[0-9a-fA-F]{" + 2 * sizeBytes + "}")) {
            return HexFormat.of().parseHex(hex.value());
        }
        throw fault(what + "." + name + " is not " + 2 * sizeBytes + " hexadecimal digits");
    }

    /** A whole number of 0 to 999 999 999. */
    public int number(String name) {
        if (required(name) instanceof JsonNumber number && number.literal().matches("0|[1-9][0-9]{0,8}")) {
            return Integer.parseInt(number.literal());
        }
        throw fault(what + "." + name + " is not a whole number");
    }

    public Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    public static IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("policy file: " + what);
    }
}
