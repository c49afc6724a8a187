package dev.assay.node.prove;

import dev.assay.node.iden3.Zkey;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The {@code verification_key.json} that a {@code .zkey} contains, without the pairing that follows from the rest. */
final class VerificationKeyJson {

    private VerificationKeyJson() {}

    static byte[] of(Zkey zkey) {
        Zkey.Header header = zkey.header();
        JsonObject key = new JsonObject(Map.of(
                "protocol", new JsonString("groth16"),
                "curve", new JsonString("bn128"),
                "nPublic", new JsonNumber(String.valueOf(header.publicWires())),
                "vk_alpha_1", g1(header.alpha1()),
                "vk_beta_2", g2(header.beta2()),
                "vk_gamma_2", g2(header.gamma2()),
                "vk_delta_2", g2(header.delta2()),
                "IC", ic(zkey)));
        return Json.canonical(key).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonArray ic(Zkey zkey) {
        return new JsonArray(IntStream.range(0, zkey.ic().size())
                .<JsonValue>mapToObj(i -> g1(zkey.ic().at(i)))
                .toList());
    }

    /** Projective, as snarkjs has it: infinity has the third coordinate 0. */
    private static JsonArray g1(G1.Affine point) {
        return new JsonArray(List.of(
                new JsonString(point.x().toString()),
                new JsonString(point.y().toString()),
                new JsonString(point.isInfinity() ? "0" : "1")));
    }

    private static JsonArray g2(G2.Affine point) {
        return new JsonArray(List.of(fq2(point.x()), fq2(point.y()), fq2(point.isInfinity() ? Fq2.ZERO : Fq2.ONE)));
    }

    private static JsonArray fq2(Fq2 value) {
        return new JsonArray(List.of(
                new JsonString(value.c0().toString()), new JsonString(value.c1().toString())));
    }
}
