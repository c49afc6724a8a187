package dev.assay.node.prove.kzg;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.proof.SnarkjsJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON object as snarkjs writes proofs and keys: numbers are decimal strings. */
public final class SnarkjsObject {

    private static final JsonValue INFINITY =
            new JsonArray(List.of(new JsonString("0"), new JsonString("1"), new JsonString("0")));

    private final Map<String, JsonValue> members = new HashMap<>();

    /** Of a proof system, on BN254. */
    public static SnarkjsObject of(String protocol) {
        SnarkjsObject object = new SnarkjsObject();
        object.members.put("protocol", new JsonString(protocol));
        object.members.put("curve", new JsonString("bn128"));
        return object;
    }

    public SnarkjsObject put(String name, Fr scalar) {
        members.put(name, new JsonString(scalar.toBigInteger().toString()));
        return this;
    }

    public SnarkjsObject put(String name, int count) {
        members.put(name, new JsonNumber(String.valueOf(count)));
        return this;
    }

    public SnarkjsObject put(String name, G1.Affine point) {
        members.put(name, point.isInfinity() ? INFINITY : SnarkjsJson.write(point));
        return this;
    }

    /** @throws IllegalArgumentException for infinity, which no key may have */
    public SnarkjsObject put(String name, G2.Affine point) {
        members.put(name, SnarkjsJson.write(point));
        return this;
    }

    public SnarkjsObject put(String name, SnarkjsObject object) {
        members.put(name, new JsonObject(Map.copyOf(object.members)));
        return this;
    }

    /** In UTF-8. */
    public byte[] toJson() {
        return Json.canonical(new JsonObject(Map.copyOf(members))).getBytes(StandardCharsets.UTF_8);
    }
}
