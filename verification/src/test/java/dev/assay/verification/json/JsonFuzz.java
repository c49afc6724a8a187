package dev.assay.verification.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Verdict;
import dev.assay.verification.Verdicts;
import dev.assay.verification.fuzz.Corpus;
import dev.assay.verification.fuzz.FuzzTarget;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is read is written and reads the same again, and the members of an object are those of its text. */
public final class JsonFuzz implements FuzzTarget {

    @Override
    public Map<String, byte[]> make() {
        Map<String, byte[]> files = new HashMap<>();
        seed(
                files,
                "object",
                " {\"b\" : [1, -0.5e+3, true, false, null, {}], \"a\":\"\\u00e4\\ud834\\udd1e\\n\\\"/\"}\n");
        seed(files, "array", "[[],[{}],\"ä€𝄞\",0,10E2]");
        seed(files, "nested", "[".repeat(32) + "]".repeat(32));
        return files;
    }

    private static void seed(Map<String, byte[]> files, String name, String text) {
        files.put(SEED + name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Property over(Corpus files) {
        return JsonFuzz::check;
    }

    private static void check(byte[] input) {
        if (Json.parse(input) instanceof Verdict.Verified<JsonValue>(JsonValue value)) {
            checkCanonical(value);
            if (value instanceof JsonObject(Map<String, JsonValue> members)) {
                Map<String, JsonValue> raw = new LinkedHashMap<>();
                Json.readRawMembers(input).forEach((name, text) -> raw.put(name, Json.read(text)));
                assertEquals(members, raw);
            }
        }
    }

    private static void checkCanonical(JsonValue value) {
        String canonical = Json.canonical(value);
        JsonValue again = Verdicts.verified(Json.parse(canonical.getBytes(StandardCharsets.UTF_8)));
        assertEquals(value, again);
        assertEquals(canonical, Json.canonical(again));
    }
}
