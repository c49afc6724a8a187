package dev.assay.verification.proof.gnark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNull;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The shared vectors of proofs, which stay where they are. */
public final class ZkVectors {

    private static final Path FOLDER = Path.of(System.getProperty("assay.root"), "../shared/vectors/zk");

    /** One line of the index. */
    public record Vector(Map<String, JsonValue> members) {

        public String id() {
            return text("id");
        }

        public boolean isAccepted() {
            JsonObject expect = (JsonObject) Objects.requireNonNull(members.get("expect"));
            return new JsonString("accept").equals(expect.members().get("verdict"));
        }

        public String text(String name) {
            return members.get(name) instanceof JsonString string ? string.value() : "";
        }

        public byte[] hex(String name) {
            return HexFormat.of().parseHex(text(name));
        }

        public byte[] file(String name) throws IOException {
            return ZkVectors.file(text(name));
        }
    }

    /** A case derived from an accepted one. */
    public record Negative(String name, String expected, boolean hasOtherKey, JsonObject proof, List<String> inputs) {}

    private ZkVectors() {}

    public static void assumePresent() {
        Assumptions.assumeTrue(Files.exists(FOLDER.resolve("vectors.jsonl")), "needs the shared vectors");
    }

    public static byte[] file(String path) throws IOException {
        assumePresent();
        return Files.readAllBytes(FOLDER.resolve(path));
    }

    public static JsonObject json(String path) throws IOException {
        return (JsonObject) Json.read(file(path));
    }

    public static List<Vector> all(String format, String system) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (String line : new String(file("vectors.jsonl"), StandardCharsets.UTF_8).split("\n")) {
            Vector vector = new Vector(((JsonObject) Json.read(line.getBytes(StandardCharsets.UTF_8))).members());
            if (vector.text("format").equals(format) && vector.text("system").equals(system)) {
                vectors.add(vector);
            }
        }
        return vectors;
    }

    public static List<Negative> negatives(String folder) throws IOException {
        List<Negative> negatives = new ArrayList<>();
        for (JsonValue element : ((JsonArray) Json.read(file(folder + "/negatives.json"))).elements()) {
            Map<String, JsonValue> members = ((JsonObject) element).members();
            negatives.add(new Negative(
                    string(members.get("name")),
                    string(members.get("expected")),
                    !(members.get("vk") instanceof JsonNull),
                    (JsonObject) Objects.requireNonNull(members.get("proof")),
                    strings(Objects.requireNonNull(members.get("public")))));
        }
        return negatives;
    }

    public static List<String> strings(JsonValue array) {
        return ((JsonArray) array).elements().stream().map(ZkVectors::string).toList();
    }

    private static String string(@org.jspecify.annotations.Nullable JsonValue value) {
        return ((JsonString) Objects.requireNonNull(value)).value();
    }

    public static <T> T value(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Verified<T> verified -> verified.value();
            case Verdict.Simulated<T> simulated -> Assertions.fail("a proof is never simulated");
            case Verdict.Rejected<T> rejected -> Assertions.fail(rejected.reason() + ": " + rejected.detail());
        };
    }

    public static void assertReason(Reason reason, Verdict<?> verdict) {
        if (verdict instanceof Verdict.Rejected<?> rejected) {
            assertEquals(reason, rejected.reason(), rejected.detail());
        } else {
            throw new AssertionError("expected " + reason + ", not " + verdict);
        }
    }
}
