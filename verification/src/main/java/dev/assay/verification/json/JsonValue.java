package dev.assay.verification.json;

import java.util.List;
import java.util.Map;

/** A JSON value as it was written: a number keeps its digits, an object keeps its order. */
public sealed interface JsonValue {

    record JsonObject(Map<String, JsonValue> members) implements JsonValue {}

    record JsonArray(List<JsonValue> elements) implements JsonValue {}

    record JsonString(String value) implements JsonValue {}

    /**
     * @param literal the number's text, by the grammar of RFC 8259 section 6
     */
    record JsonNumber(String literal) implements JsonValue {}

    record JsonBoolean(boolean value) implements JsonValue {}

    record JsonNull() implements JsonValue {}
}
