package dev.assay.verification.proof.plonk;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.proof.SnarkjsJson;
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
        G1.Affine a,
        G1.Affine b,
        G1.Affine c,
        G1.Affine z,
        G1.Affine t1,
        G1.Affine t2,
        G1.Affine t3,
        G1.Affine wXi,
        G1.Affine wXiOmega,
        Fr aXi,
        Fr bXi,
        Fr cXi,
        Fr s1Xi,
        Fr s2Xi,
        Fr zXiOmega) {

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
    public static Verdict<PlonkProof> parse(byte[] proofJson) {
        try {
            return new Verdict.Verified<>(read(proofJson));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the text is of that form */
    static PlonkProof read(byte[] proofJson) {
        Map<String, JsonValue> members = SnarkjsJson.object(proofJson, MAX_SIZE_BYTES, MEMBERS);
        SnarkjsJson.checkSystem(members, "plonk");
        return new PlonkProof(
                point(members, "A"),
                point(members, "B"),
                point(members, "C"),
                point(members, "Z"),
                point(members, "T1"),
                point(members, "T2"),
                point(members, "T3"),
                point(members, "Wxi"),
                point(members, "Wxiw"),
                scalar(members, "eval_a"),
                scalar(members, "eval_b"),
                scalar(members, "eval_c"),
                scalar(members, "eval_s1"),
                scalar(members, "eval_s2"),
                scalar(members, "eval_zw"));
    }

    private static G1.Affine point(Map<String, JsonValue> members, String name) {
        return SnarkjsJson.g1(SnarkjsJson.member(members, name), name);
    }

    private static Fr scalar(Map<String, JsonValue> members, String name) {
        return SnarkjsJson.scalar(SnarkjsJson.member(members, name), name);
    }

    /** In the order of the protocol's rounds. */
    List<G1.Affine> commitments() {
        return List.of(a, b, c, z, t1, t2, t3, wXi, wXiOmega);
    }

    /** In the order in which the transcript absorbs them. */
    List<Fr> evaluations() {
        return List.of(aXi, bXi, cXi, s1Xi, s2Xi, zXiOmega);
    }
}
