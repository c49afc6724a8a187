package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.DrawnPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import java.util.Map;
import java.util.Set;

/** The points of a proof on either curve. */
record ProofPoints(AffinePoint a, AffinePoint b, AffinePoint c) {

    private static final Set<String> MEMBERS = Set.of("pi_a", "pi_b", "pi_c", "protocol", "curve");

    /** @throws Rejection unless the text is of snarkjs' form, for this curve */
    static ProofPoints read(Curve curve, byte[] proofJson) {
        Map<String, JsonValue> members = SnarkjsJson.object(proofJson, Groth16Proof.MAX_SIZE_BYTES, MEMBERS);
        if (SnarkjsJson.curve(members, "groth16") != curve) {
            throw new Rejection(Reason.PROOF_SYSTEM_UNSUPPORTED, "the key is on " + curve.name());
        }
        return new ProofPoints(
                SnarkjsJson.g1(curve, SnarkjsJson.member(members, "pi_a"), "pi_a"),
                SnarkjsJson.g2(curve, SnarkjsJson.member(members, "pi_b"), "pi_b"),
                SnarkjsJson.g1(curve, SnarkjsJson.member(members, "pi_c"), "pi_c"));
    }

    /** @throws Rejection unless each point is on its curve, in its group and not infinity */
    Checked check(PairingArithmetic arithmetic) {
        Points.checkFirst(arithmetic, a, "pi_a");
        DrawnPoint drawn = Points.checkSecond(arithmetic, b, "pi_b");
        Points.checkFirst(arithmetic, c, "pi_c");
        return new Checked(a, drawn, c);
    }

    /** Points that are in their groups. */
    record Checked(AffinePoint a, DrawnPoint b, AffinePoint c) {}
}
