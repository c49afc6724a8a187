package dev.assay.verification.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value as it was written: a number keeps its digits, an object keeps its order. */
public sealed interface JsonValue {

    record JsonObject(Map<String, JsonValue> members) implements JsonValue {}

    record JsonArray(List<JsonValue> elements) implements JsonValue {

        // A record's own are linked at run time, which takes a fresh JVM longer than reading a proof.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof JsonArray that && elements.equals(that.elements);
        }

        @Override
        public int hashCode() {
            return elements.hashCode();
        }
    }

    record JsonString(String value) implements JsonValue {

        // As above.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof JsonString that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /**
     * @param literal the number's text, by the grammar of RFC 8259 section 6
     */
    record JsonNumber(String literal) implements JsonValue {}

    record JsonBoolean(boolean value) implements JsonValue {}

    record JsonNull() implements JsonValue {}
}
