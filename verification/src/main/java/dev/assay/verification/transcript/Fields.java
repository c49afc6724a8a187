package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.sign.Address;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object, read and written. That nothing else is there shows when it is written again. */
final class Fields {

    private final Map<String, JsonValue> members;

    private Fields(Map<String, JsonValue> members) {
        this.members = members;
    }

    static Fields empty() {
        return new Fields(new LinkedHashMap<>());
    }

    /** @throws Rejection unless it is an object */
    static Fields of(JsonValue value) {
        if (value instanceof JsonObject object) {
            return new Fields(object.members());
        }
        throw malformed("not an object");
    }

    static Fields read(byte[] json) {
        return of(Json.read(json));
    }

    byte[] bytes() {
        return Json.canonical(json()).getBytes(StandardCharsets.UTF_8);
    }

    JsonValue json() {
        return new JsonObject(members);
    }

    Map<String, JsonValue> members() {
        return members;
    }

    static Rejection malformed(String detail) {
        return new Rejection(Reason.MALFORMED, detail);
    }

    private JsonValue member(String name) {
        @Nullable JsonValue value = members.get(name);
        if (value == null) {
            throw malformed("\"" + name + "\" is missing");
        }
        return value;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Fields with(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    Fields with(String name, String value) {
        return with(name, new JsonString(value));
    }

    Fields with(String name, long value) {
        return with(name, new JsonNumber(Long.toString(value)));
    }

    Fields with(String name, Digest value) {
        return with(name, value.hex());
    }

    Fields with(String name, Address value) {
        return with(name, value.hex());
    }

    Fields with(String name, Instant value) {
        return with(name, value.toEpochMilli());
    }

    Fields with(String name, Fields value) {
        return with(name, value.json());
    }

    Fields withBytes(String name, byte[] value) {
        return with(name, HexFormat.of().formatHex(value));
    }

    Fields withCounts(String name, List<Integer> values) {
        return with(
                name,
                new JsonArray(values.stream()
                        .map(value -> (JsonValue) new JsonNumber(value.toString()))
                        .toList()));
    }

    Fields object(String name) {
        return of(member(name));
    }

    List<JsonValue> array(String name) {
        if (member(name) instanceof JsonArray array) {
            return array.elements();
        }
        throw malformed("\"" + name + "\" is not an array");
    }

    String text(String name) {
        if (member(name) instanceof JsonString string) {
            return string.value();
        }
        throw malformed("\"" + name + "\" is not a string");
    }

    long number(String name) {
        return number(member(name));
    }

    static long number(JsonValue value) {
        if (value instanceof JsonNumber number && number.literal().length() <= 20) {
            try {
                return Long.parseLong(number.literal());
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        throw malformed("not a whole number of 64 bits");
    }

    int count(String name) {
        return count(member(name));
    }

    private static int count(JsonValue value) {
        long number = number(value);
        if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
            throw malformed("not a whole number of 32 bits");
        }
        return (int) number;
    }

    List<Integer> counts(String name) {
        return array(name).stream().map(Fields::count).toList();
    }

    byte[] bytes(String name, int sizeBytes) {
        String hex = text(name);
        if (hex.length() != 2 * sizeBytes) {
            throw malformed("\"" + name + "\" is not " + sizeBytes + " bytes in hexadecimal");
        }
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw malformed("\"" + name + "\" is not hexadecimal");
        }
    }

    Digest digest(String name) {
        return Digest.of(bytes(name, Digest.SIZE_BYTES));
    }

    Address address(String name) {
        return parseAddress(text(name));
    }

    static Address parseAddress(String hex) {
        try {
            return Address.ofHex(hex);
        } catch (IllegalArgumentException e) {
            throw malformed("no address: " + hex);
        }
    }

    Instant instant(String name) {
        long millis = number(name);
        if (millis < 0 || millis > MAX_MILLIS) {
            throw malformed("\"" + name + "\" is not a time");
        }
        return Instant.ofEpochMilli(millis);
    }

    /** The year 9999: arithmetic with times stays within 64 bits. */
    private static final long MAX_MILLIS = 253_402_300_799_999L;
}
