package dev.assay.verification.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{\"a\":1,\"a\":2}",
                        "01",
                "+1", "1.", ".5", "1e", "--1", "0x1", "NaN", "Infinity", "tru", "nul", "\"", "\"\\x\"", "\"\\u12\"",
                "\"\\u12g4\"", "\"\t\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "1 2", "[1] x", "// c", "'a'", "\ufeff1"
            })
    void refusesWhatIsNotJson(String text) {
        assertEquals(
                Reason.MALFORMED,
                rejected(text.getBytes(StandardCharsets.UTF_8)).reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                " true ",
                "false",
                "0",
                "-0",
                "-12.5e+10",
                "[]",
                "{}",
                "[1,[2,{\"a\":[]}]]",
                "\"\\ud83d\\ude00\"",
                "{\"a\":{\"a\":1}}",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\""
            })
    void readsWhatIsJson(String text) {
        assertInstanceOf(Verdict.Verified.class, Json.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keepsTheDigitsOfANumber() {
        assertEquals(
                new JsonArray(List.of(new JsonNumber("1.50"), new JsonNumber("123456789012345678901234567890"))),
                Json.read("[1.50,123456789012345678901234567890]".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertEquals(
                Reason.MALFORMED, rejected(new byte[] {'"', (byte) 0xc3, '"'}).reason());
        assertEquals(
                Reason.MALFORMED,
                rejected(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'})
                        .reason());
    }

    @Test
    void refusesDeepNesting() {
        assertEquals(
                Reason.MALFORMED,
                rejected("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)).reason());
        assertInstanceOf(
                Verdict.Verified.class, Json.parse(("[".repeat(32) + "]".repeat(32)).getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                Reason.MALFORMED,
                rejected(("[".repeat(33) + "]".repeat(33)).getBytes(StandardCharsets.UTF_8))
                        .reason());
    }

    @Test
    void refusesTooLargeATextBeforeReadingIt() {
        assertEquals(
                Reason.TOO_LARGE, rejected(new byte[Json.MAX_SIZE_BYTES + 1]).reason());
    }

    @Test
    void writesTheCanonicalForm() {
        JsonValue value = Json.read(" { \"b\" : [ 1 , true , null ] , \"a\\u000a\" : \"\\u0007/\\u00e9\" } "
                .getBytes(StandardCharsets.UTF_8));

        assertEquals("{\"a\\n\":\"\\u0007/é\",\"b\":[1,true,null]}", Json.canonical(value));
        assertEquals("{}", Json.canonical(Json.read("{}".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        JsonString odd = new JsonString("\"\\\b\f\n\r\t\u0001é\ud83d\ude00");
        assertEquals(odd, Json.read(Json.canonical(odd).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyMutationGivesAVerdict() {
        byte[] seed = "{\"a\":[1,-2.5e3,\"x\\u0041\\n\",{\"b\":null}],\"c\":true,\"d\":\"\ud83d\ude00\"}"
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            byte[] mutated = seed.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            Json.parse(mutated);
        }
    }

    private static Verdict.Rejected<?> rejected(byte[] text) {
        return assertInstanceOf(Verdict.Rejected.class, Json.parse(text));
    }

    @Test
    void givesMembersAsTheyWereWritten() {
        Map<String, byte[]> raw = Json.readRawMembers(
                "\n{ \"a\" : {\"b\":  [1, 2.0] , \"c\":\"\\u00e9 é\"} ,\"d\":null}\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("a", "d"), List.copyOf(raw.keySet()));
        assertEquals(
                "{\"b\":  [1, 2.0] , \"c\":\"\\u00e9 é\"}",
                new String(Objects.requireNonNull(raw.get("a")), StandardCharsets.UTF_8));
        assertEquals(
                0, Json.readRawMembers("{}".getBytes(StandardCharsets.UTF_8)).size());
    }

    @Test
    void givesNoMembersOfWhatIsNotStrictlyOneObject() {
        for (String wrong : new String[] {
            "", "[]", "1", "{\"a\":1", "{\"a\":1,}", "{\"a\":1}x", "{\"a\":1,\"a\":1}", "{\"a\":{\"b\":1,\"b\":1}}"
        }) {
            assertThrows(Rejection.class, () -> Json.readRawMembers(wrong.getBytes(StandardCharsets.UTF_8)), wrong);
        }
    }
}
