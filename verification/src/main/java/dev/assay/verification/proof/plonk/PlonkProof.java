package dev.assay.verification.proof.plonk;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.SnarkjsJson;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nine commitments and six evaluations of a proof. Only their shape is known: {@link PlonkVerifier} checks the rest.
 *
 * @param a the left wires; b the right, c the output wires
 * @param z the permutation
 * @param t1 the quotient's low part; t2 the middle, t3 the high part
 * @param wXi the opening at xi
 * @param wXiOmega the opening at xi w
 * @param aXi the left wires at xi, and so on
 * @param zXiOmega the permutation at xi w
 */
public record PlonkProof(
        AffinePoint a,
        AffinePoint b,
        AffinePoint c,
        AffinePoint z,
        AffinePoint t1,
        AffinePoint t2,
        AffinePoint t3,
        AffinePoint wXi,
        AffinePoint wXiOmega,
        Scalar aXi,
        Scalar bXi,
        Scalar cXi,
        Scalar s1Xi,
        Scalar s2Xi,
        Scalar zXiOmega) {

    /** About 2300 bytes are usual. */
    public static final int MAX_SIZE_BYTES = 16 << 10;

    private static final Set<String> MEMBERS = Set.of(
            "protocol",
            "curve",
            "A",
            "B",
            "C",
            "Z",
            "T1",
            "T2",
            "T3",
            "Wxi",
            "Wxiw",
            "eval_a",
            "eval_b",
            "eval_c",
            "eval_s1",
            "eval_s2",
            "eval_zw");

    /** Reads snarkjs' {@code proof.json}: shape and canonical numbers, no curve. */
    public static Verdict<PlonkProof> parse(Curve curve, byte[] proofJson) {
        try {
            return new Verdict.Verified<>(read(curve, proofJson));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the text is of that form, for this curve */
    static PlonkProof read(Curve curve, byte[] proofJson) {
        Map<String, JsonValue> members = SnarkjsJson.object(proofJson, MAX_SIZE_BYTES, MEMBERS);
        if (SnarkjsJson.curve(members, "plonk") != curve) {
            throw new Rejection(Reason.PROOF_SYSTEM_UNSUPPORTED, "the key is on " + curve.name());
        }
        return new PlonkProof(
                point(curve, members, "A"),
                point(curve, members, "B"),
                point(curve, members, "C"),
                point(curve, members, "Z"),
                point(curve, members, "T1"),
                point(curve, members, "T2"),
                point(curve, members, "T3"),
                point(curve, members, "Wxi"),
                point(curve, members, "Wxiw"),
                scalar(curve, members, "eval_a"),
                scalar(curve, members, "eval_b"),
                scalar(curve, members, "eval_c"),
                scalar(curve, members, "eval_s1"),
                scalar(curve, members, "eval_s2"),
                scalar(curve, members, "eval_zw"));
    }

    private static AffinePoint point(Curve curve, Map<String, JsonValue> members, String name) {
        return SnarkjsJson.g1(curve, SnarkjsJson.member(members, name), name);
    }

    private static Scalar scalar(Curve curve, Map<String, JsonValue> members, String name) {
        return SnarkjsJson.scalar(curve, SnarkjsJson.member(members, name), name);
    }

    /** In the order of the protocol's rounds. */
    List<AffinePoint> commitments() {
        return List.of(a, b, c, z, t1, t2, t3, wXi, wXiOmega);
    }

    /** In the order in which the transcript absorbs them. */
    List<Scalar> evaluations() {
        return List.of(aXi, bXi, cXi, s1Xi, s2Xi, zXiOmega);
    }
}
