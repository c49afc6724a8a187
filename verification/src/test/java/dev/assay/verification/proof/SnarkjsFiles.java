package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PrimeField;
import dev.assay.verification.proof.kzg.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;

/** A key, a proof and public inputs made by snarkjs, of which parts can be replaced. */
public record SnarkjsFiles(JsonObject key, JsonObject proof, JsonArray inputs) {

    /** Those in the test resources' folder {@code proofs/<system>/<circuit>}. */
    public static SnarkjsFiles load(String system, String circuit) {
        String folder = "/proofs/" + system + "/" + circuit + "/";
        return new SnarkjsFiles(
                (JsonObject) read(folder + "verification_key.json"),
                (JsonObject) read(folder + "proof.json"),
                (JsonArray) read(folder + "public.json"));
    }

    private static JsonValue read(String resource) {
        try (InputStream stream = SnarkjsFiles.class.getResourceAsStream(resource)) {
            return Json.read(Objects.requireNonNull(stream, resource).readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public SnarkjsFiles withKey(String name, JsonValue value) {
        return new SnarkjsFiles(with(key, name, value), proof, inputs);
    }

    public SnarkjsFiles withoutKey(String name) {
        Map<String, JsonValue> members = new HashMap<>(key.members());
        members.remove(name);
        return new SnarkjsFiles(new JsonObject(members), proof, inputs);
    }

    /** @param path such as "A" or "polynomials.C1" */
    public SnarkjsFiles withProof(String path, JsonValue value) {
        return new SnarkjsFiles(key, with(proof, path, value), inputs);
    }

    public SnarkjsFiles withoutProof(String path) {
        int dot = path.indexOf('.');
        String parent = path.substring(0, Math.max(dot, 0));
        JsonObject object = dot < 0 ? proof : (JsonObject) at(proof, parent);
        Map<String, JsonValue> members = new HashMap<>(object.members());
        members.remove(path.substring(dot + 1));
        JsonObject changed = new JsonObject(members);
        return dot < 0 ? new SnarkjsFiles(key, changed, inputs) : withProof(parent, changed);
    }

    public SnarkjsFiles withInputs(List<Scalar> values) {
        return withInputs(new JsonArray(
                values.stream().<JsonValue>map(SnarkjsFiles::string).toList()));
    }

    public SnarkjsFiles withInputs(JsonArray values) {
        return new SnarkjsFiles(key, proof, values);
    }

    private static JsonObject with(JsonObject object, String path, JsonValue value) {
        int dot = path.indexOf('.');
        Map<String, JsonValue> members = new HashMap<>(object.members());
        if (dot < 0) {
            members.put(path, value);
        } else {
            String parent = path.substring(0, dot);
            members.put(parent, with((JsonObject) at(object, parent), path.substring(dot + 1), value));
        }
        return new JsonObject(members);
    }

    public JsonValue keyAt(String name) {
        return at(key, name);
    }

    public JsonValue proofAt(String path) {
        return at(proof, path);
    }

    private static JsonValue at(JsonObject object, String path) {
        JsonValue value = object;
        for (String name : path.split("\\.", -1)) {
            value = Objects.requireNonNull(((JsonObject) value).members().get(name), path);
        }
        return value;
    }

    public List<Scalar> inputValues() {
        return new ArrayList<>(Scalar.of(curve(), PublicInputs.read(curve(), inputsJson())));
    }

    /** That of the key. */
    public Curve curve() {
        return new JsonString("bn128").equals(keyAt("curve")) ? Curve.BN254 : Curve.BLS12_381;
    }

    public Scalar scalar(JsonValue value) {
        return SnarkjsJson.scalar(curve(), value, "a number");
    }

    public AffinePoint g1(JsonValue value) {
        return SnarkjsJson.g1(curve(), value, "a point");
    }

    /** A point of G1 as snarkjs writes it. */
    public JsonValue json(AffinePoint point) {
        PrimeField fq = curve().fq();
        return new JsonArray(
                List.of(string(fq.toBigInteger(point.x())), string(fq.toBigInteger(point.y())), string("1")));
    }

    /** A point of G2 as snarkjs writes it. */
    public JsonValue jsonOfSecond(AffinePoint point) {
        return new JsonArray(List.of(
                new JsonArray(List.of(string(curve().part(point.x(), 0)), string(curve().part(point.x(), 1)))),
                new JsonArray(List.of(string(curve().part(point.y(), 0)), string(curve().part(point.y(), 1)))),
                json("[\"1\", \"0\"]")));
    }

    public byte[] keyJson() {
        return bytes(key);
    }

    public byte[] proofJson() {
        return bytes(proof);
    }

    public byte[] inputsJson() {
        return bytes(inputs);
    }

    /** The verdict of the key if it is refused, otherwise that of the proof. */
    public Verdict<?> decide() {
        return switch (ProofKey.load(keyJson())) {
            case Verdict.Verified<ProofKey> loaded -> loaded.value().verify(proofJson(), inputsJson());
            case Verdict.Simulated<ProofKey> simulated -> Assertions.fail("a proof is never simulated");
            case Verdict.Rejected<ProofKey> refused -> refused;
        };
    }

    public void assertAccepted() {
        value(decide());
    }

    public void assertRejected(Reason reason) {
        assertReason(reason, decide());
    }

    /** The key itself is refused, before any proof. */
    public void assertKeyRefused(Reason reason) {
        assertReason(reason, ProofKey.load(keyJson()));
    }

    public static void assertReason(Reason reason, Verdict<?> verdict) {
        if (!(verdict instanceof Verdict.Rejected<?> rejected)) {
            throw new AssertionError("accepted, in place of " + reason);
        }
        Assertions.assertEquals(reason, rejected.reason(), rejected.detail());
    }

    static boolean accepted(Verdict<ProvedInputs> verdict) {
        return switch (verdict) {
            case Verdict.Verified<ProvedInputs> verified -> true;
            case Verdict.Simulated<ProvedInputs> simulated -> Assertions.fail("a proof is never simulated");
            case Verdict.Rejected<ProvedInputs> rejected -> false;
        };
    }

    public static <T> T value(Verdict<T> verdict) {
        return ReservesSample.value(verdict);
    }

    public static JsonString string(Object value) {
        return new JsonString(value.toString());
    }

    public static JsonNumber number(long value) {
        return new JsonNumber(Long.toString(value));
    }

    public static JsonValue json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(JsonValue value) {
        return Json.canonical(value).getBytes(StandardCharsets.UTF_8);
    }
}
