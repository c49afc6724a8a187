package dev.assay.verification.proof;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.Curve;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The three points of a proof (J. Groth, "On the Size of Pairing-Based Non-interactive Arguments", Eurocrypt 2016). Only
 * their shape is known: {@link Groth16Verifier} checks the rest.
 */
public record Groth16Proof(G1.Affine a, G2.Affine b, G1.Affine c) {

    /** About 800 bytes are usual. */
    public static final int MAX_SIZE_BYTES = 16 << 10;

    /** Reads snarkjs' {@code proof.json}: shape and canonical numbers, no curve. */
    public static Verdict<Groth16Proof> parse(byte[] proofJson) {
        try {
            return new Verdict.Verified<>(read(proofJson));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the text is of that form */
    static Groth16Proof read(byte[] proofJson) {
        ProofPoints points = ProofPoints.read(Curve.BN254, proofJson);
        return new Groth16Proof(G1.Affine.of(points.a()), G2.Affine.of(points.b()), G1.Affine.of(points.c()));
    }

    public ProofPoints toPoints() {
        return new ProofPoints(a.point(), b.point(), c.point());
    }

    /** snarkjs' {@code proof.json} in UTF-8. @throws IllegalArgumentException if a point is infinity */
    public byte[] toJson() {
        JsonObject object = new JsonObject(Map.of(
                "pi_a", SnarkjsJson.write(a),
                "pi_b", SnarkjsJson.write(b),
                "pi_c", SnarkjsJson.write(c),
                "protocol", new JsonString("groth16"),
                "curve", new JsonString("bn128")));
        return Json.canonical(object).getBytes(StandardCharsets.UTF_8);
    }
}
