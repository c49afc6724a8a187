package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.DrawnPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** The points of a proof on either curve. Only their shape is known: {@link Groth16Verifier} checks the rest. */
public record ProofPoints(AffinePoint a, AffinePoint b, AffinePoint c) {

    private static final Set<String> MEMBERS = Set.of("pi_a", "pi_b", "pi_c", "protocol", "curve");

    /** @throws Rejection unless the text is of snarkjs' form, for this curve */
    public static ProofPoints read(Curve curve, byte[] proofJson) {
        Map<String, JsonValue> members = SnarkjsJson.object(proofJson, Groth16Proof.MAX_SIZE_BYTES, MEMBERS);
        if (SnarkjsJson.curve(members, "groth16") != curve) {
            throw new Rejection(Reason.PROOF_SYSTEM_UNSUPPORTED, "the proof is not on " + curve.name());
        }
        return new ProofPoints(
                SnarkjsJson.g1(curve, SnarkjsJson.member(members, "pi_a"), "pi_a"),
                SnarkjsJson.g2(curve, SnarkjsJson.member(members, "pi_b"), "pi_b"),
                SnarkjsJson.g1(curve, SnarkjsJson.member(members, "pi_c"), "pi_c"));
    }

    /** The curve that a text of snarkjs' form says it is on. @throws Rejection unless it says one */
    public static Curve curveOf(byte[] proofJson) {
        return SnarkjsJson.curve(SnarkjsJson.object(proofJson, Groth16Proof.MAX_SIZE_BYTES, MEMBERS), "groth16");
    }

    /** @throws Rejection unless each point is on its curve, in its group and not infinity */
    public void checkGroups(PairingArithmetic arithmetic) {
        check(arithmetic);
    }

    /** The same, and what the check found out on the way. */
    Checked check(PairingArithmetic arithmetic) {
        Points.checkFirst(arithmetic, a, "pi_a");
        DrawnPoint drawn = Points.checkSecond(arithmetic, b, "pi_b");
        Points.checkFirst(arithmetic, c, "pi_c");
        return new Checked(a, drawn, c);
    }

    /**
     * The same checks but whether b is in its group, which is left to the caller unless a later one fails: the first that
     * fails is the one reported.
     */
    void checkButGroupOfB(PairingArithmetic arithmetic) {
        Points.checkFirst(arithmetic, a, "pi_a");
        Points.checkOnTwist(arithmetic, b, "pi_b");
        try {
            Points.checkFirst(arithmetic, c, "pi_c");
        } catch (Rejection rejection) {
            Points.checkSecond(arithmetic, b, "pi_b");
            throw rejection;
        }
    }

    /** snarkjs' {@code proof.json} in UTF-8. */
    public byte[] toJson(Curve curve) {
        JsonObject proof = new JsonObject(Map.of(
                "pi_a", SnarkjsJson.writeG1(curve, a),
                "pi_b", SnarkjsJson.writeG2(curve, b),
                "pi_c", SnarkjsJson.writeG1(curve, c),
                "protocol", new JsonString("groth16"),
                "curve", new JsonString(SnarkjsJson.name(curve))));
        return Json.canonical(proof).getBytes(StandardCharsets.UTF_8);
    }

    /** Points that are in their groups. */
    record Checked(AffinePoint a, DrawnPoint b, AffinePoint c) {}
}
