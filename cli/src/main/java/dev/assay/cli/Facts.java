package dev.assay.cli;

import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonBoolean;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a command has to say: named values in order, as aligned lines for people or as one JSON object. */
public final class Facts {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * @param name in camel case; people see it as words
     * @param value a String, whole number, Boolean, List of these, or Facts
     */
    public Facts with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    public String json() {
        return Json.canonical(object());
    }

    private JsonObject object() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        values.forEach((name, value) -> members.put(name, value(value)));
        return new JsonObject(members);
    }

    private static JsonValue value(Object value) {
        return switch (value) {
            case Facts facts -> facts.object();
            case Boolean bool -> new JsonBoolean(bool);
            case Integer number -> new JsonNumber(number.toString());
            case Long number -> new JsonNumber(number.toString());
            case List<?> list -> new JsonArray(list.stream().map(Facts::value).toList());
            default -> new JsonString(value.toString());
        };
    }

    public String text() {
        StringBuilder out = new StringBuilder();
        print(out, "");
        return out.toString().stripTrailing();
    }

    private void print(StringBuilder out, String indent) {
        int width = values.keySet().stream()
                .mapToInt(name -> words(name).length())
                .max()
                .orElse(0);
        values.forEach((name, value) -> {
            out.append(indent).append(words(name));
            if (value instanceof Facts facts) {
                out.append('\n');
                facts.print(out, indent + "  ");
            } else {
                out.append(" ".repeat(width + 2 - words(name).length()))
                        .append(shown(value))
                        .append('\n');
            }
        });
    }

    private static String shown(Object value) {
        return switch (value) {
            case Boolean bool -> bool ? "yes" : "no";
            case List<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            default -> value.toString();
        };
    }

    private static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.ROOT);
    }
}
