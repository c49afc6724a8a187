package dev.assay.verification.json;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonBoolean;
import dev.assay.verification.json.JsonValue.JsonNull;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads and writes JSON texts. */
public final class Json {

    /** The largest text that {@link #parse(byte[])} reads. */
    public static final int MAX_SIZE_BYTES = 8 << 20;

    private Json() {}

    /**
     * Reads one JSON text in UTF-8 (RFC 8259), all of it: nothing may follow but white space, no key may come twice in an
     * object, nesting ends at depth 32.
     */
    public static Verdict<JsonValue> parse(byte[] text) {
        try {
            return new Verdict.Verified<>(read(text));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * The same for use inside a verification.
     *
     * @throws Rejection if the text is not JSON
     */
    public static JsonValue read(byte[] text) {
        return new JsonReader(bounded(text)).readText();
    }

    /**
     * The members of an object, each as the very bytes that it was written with: what a signature over a part of a JSON
     * text is over. As strict as {@link #read}, inside the members too.
     *
     * @throws Rejection if the text is not a JSON object
     */
    public static Map<String, byte[]> readRawMembers(byte[] text) {
        Map<String, byte[]> raw = new LinkedHashMap<>();
        new JsonReader(bounded(text))
                .readRawMembers()
                .forEach((name, member) -> raw.put(name, member.getBytes(StandardCharsets.UTF_8)));
        return raw;
    }

    private static String bounded(byte[] text) {
        if (text.length > MAX_SIZE_BYTES) {
            throw new Rejection(
                    Reason.TOO_LARGE, "a JSON text of " + text.length + " bytes; the limit is " + MAX_SIZE_BYTES);
        }
        return decode(text);
    }

    private static String decode(byte[] text) {
        String decoded = new String(text, StandardCharsets.UTF_8);
        // What is not UTF-8 was replaced by a character that is, and so encodes to other bytes.
        if (!Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), text)) {
            throw new Rejection(Reason.MALFORMED, "the JSON text is not UTF-8");
        }
        return decoded;
    }

    /**
     * The canonical text: keys sorted by UTF-16 unit, no white space, the escapes of RFC 8785 section 3.2.2.2. Numbers are
     * written as they are held, so they are canonical only if they are integers.
     */
    public static String canonical(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(JsonValue value, StringBuilder out) {
        switch (value) {
            case JsonObject object -> writeObject(object, out);
            case JsonArray array -> writeArray(array, out);
            case JsonString string -> writeString(string.value(), out);
            case JsonNumber number -> out.append(number.literal());
            case JsonBoolean bool -> out.append(bool.value());
            case JsonNull ignored -> out.append("null");
        }
    }

    private static void writeObject(JsonObject object, StringBuilder out) {
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : new java.util.TreeMap<>(object.members()).entrySet()) {
            out.append(separator);
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ",";
        }
        out.append(object.members().isEmpty() ? "{}" : "}");
    }

    private static void writeArray(JsonArray array, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (JsonValue element : array.elements()) {
            out.append(separator);
            write(element, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void writeString(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
