package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.DrawnPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The points of a verification key on either curve, with the names of {@link Groth16Key}. Only their shape is known: {@link
 * VerifiedKey} checks the rest.
 */
public record KeyPoints(
        Curve curve, AffinePoint alpha, AffinePoint beta, AffinePoint gamma, AffinePoint delta, List<AffinePoint> ic) {

    /**
     * The last one, e(alpha, beta), is never read, and may be absent: it follows from alpha and beta, and who could
     * choose it freely would choose one side of the equation.
     */
    private static final Set<String> MEMBERS = Set.of(
            "protocol",
            "curve",
            "nPublic",
            "vk_alpha_1",
            "vk_beta_2",
            "vk_gamma_2",
            "vk_delta_2",
            "IC",
            "vk_alphabeta_12");

    public KeyPoints {
        ic = List.copyOf(ic);
    }

    /** @throws Rejection unless the text is of snarkjs' form */
    public static KeyPoints read(byte[] verificationKeyJson) {
        Map<String, JsonValue> members = SnarkjsJson.object(verificationKeyJson, Groth16Key.MAX_SIZE_BYTES, MEMBERS);
        Curve curve = SnarkjsJson.curve(members, "groth16");
        return new KeyPoints(
                curve,
                SnarkjsJson.g1(curve, SnarkjsJson.member(members, "vk_alpha_1"), "vk_alpha_1"),
                SnarkjsJson.g2(curve, SnarkjsJson.member(members, "vk_beta_2"), "vk_beta_2"),
                SnarkjsJson.g2(curve, SnarkjsJson.member(members, "vk_gamma_2"), "vk_gamma_2"),
                SnarkjsJson.g2(curve, SnarkjsJson.member(members, "vk_delta_2"), "vk_delta_2"),
                readIc(curve, members));
    }

    private static List<AffinePoint> readIc(Curve curve, Map<String, JsonValue> members) {
        List<JsonValue> elements = SnarkjsJson.array(SnarkjsJson.member(members, "IC"), "IC");
        int publicInputs = SnarkjsJson.count(members, "nPublic");
        if (publicInputs > PublicInputs.MAX_COUNT) {
            throw new Rejection(Reason.TOO_LARGE, publicInputs + " public inputs");
        }
        if (elements.size() != publicInputs + 1) {
            throw new Rejection(
                    Reason.KEY_IC_COUNT_MISMATCH, elements.size() + " points for " + publicInputs + " public inputs");
        }
        List<AffinePoint> ic = new ArrayList<>(elements.size());
        for (JsonValue element : elements) {
            ic.add(SnarkjsJson.g1(curve, element, "IC[" + ic.size() + "]"));
        }
        return ic;
    }

    public int publicInputs() {
        return ic.size() - 1;
    }

    /**
     * snarkjs' {@code verification_key.json} in UTF-8, without the pairing {@code vk_alphabeta_12}, which follows from the
     * rest. Infinity, which no reader here takes, has the third coordinate zero.
     */
    public byte[] toJson() {
        JsonObject key = new JsonObject(Map.of(
                "protocol",
                new JsonString("groth16"),
                "curve",
                new JsonString(SnarkjsJson.name(curve)),
                "nPublic",
                new JsonNumber(String.valueOf(publicInputs())),
                "vk_alpha_1",
                SnarkjsJson.writeG1(curve, alpha),
                "vk_beta_2",
                SnarkjsJson.writeG2(curve, beta),
                "vk_gamma_2",
                SnarkjsJson.writeG2(curve, gamma),
                "vk_delta_2",
                SnarkjsJson.writeG2(curve, delta),
                "IC",
                new JsonArray(ic.stream()
                        .map(point -> SnarkjsJson.writeG1(curve, point))
                        .toList())));
        return Json.canonical(key).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Rejection unless each point is on its curve, in its group and not infinity */
    Checked check() {
        PairingArithmetic arithmetic = curve.arithmetic();
        Points.checkFirst(arithmetic, alpha, "vk_alpha_1");
        DrawnPoint drawnBeta = Points.checkSecond(arithmetic, beta, "vk_beta_2");
        DrawnPoint drawnGamma = Points.checkSecond(arithmetic, gamma, "vk_gamma_2");
        DrawnPoint drawnDelta = Points.checkSecond(arithmetic, delta, "vk_delta_2");
        for (int i = 0; i < ic.size(); i++) {
            Points.checkFirst(arithmetic, ic.get(i), "IC[" + i + "]");
        }
        return new Checked(this, drawnBeta, drawnGamma, drawnDelta);
    }

    /** Points that are in their groups, those of G2 with their lines. */
    record Checked(KeyPoints points, DrawnPoint beta, DrawnPoint gamma, DrawnPoint delta) {}
}
