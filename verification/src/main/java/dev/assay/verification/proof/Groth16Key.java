package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The points of a verification key, with the names of Groth's paper: {@code ic} has one point for the constant one and then
 * one for each public input. Only their shape is known: {@link VerifiedKey} checks the rest.
 */
public record Groth16Key(G1.Affine alpha, G2.Affine beta, G2.Affine gamma, G2.Affine delta, List<G1.Affine> ic) {

    /** {@link PublicInputs#MAX_COUNT} points of two 77-digit numbers, with room for indentation. */
    public static final int MAX_SIZE_BYTES = 2 << 20;

    /**
     * The last one, e(alpha, beta), is never read, and may be absent: it follows from alpha and beta, and who could choose
     * it freely would choose one side of the equation.
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

    public Groth16Key {
        ic = List.copyOf(ic);
    }

    /** Reads snarkjs' {@code verification_key.json}: shape, canonical numbers and counts, no curve. */
    public static Verdict<Groth16Key> parse(byte[] verificationKeyJson) {
        try {
            return new Verdict.Verified<>(read(verificationKeyJson));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the text is of that form */
    static Groth16Key read(byte[] verificationKeyJson) {
        Map<String, JsonValue> members = SnarkjsJson.object(verificationKeyJson, MAX_SIZE_BYTES, MEMBERS);
        SnarkjsJson.checkSystem(members, "groth16");
        return new Groth16Key(
                SnarkjsJson.g1(SnarkjsJson.member(members, "vk_alpha_1"), "vk_alpha_1"),
                SnarkjsJson.g2(SnarkjsJson.member(members, "vk_beta_2"), "vk_beta_2"),
                SnarkjsJson.g2(SnarkjsJson.member(members, "vk_gamma_2"), "vk_gamma_2"),
                SnarkjsJson.g2(SnarkjsJson.member(members, "vk_delta_2"), "vk_delta_2"),
                readIc(members));
    }

    private static List<G1.Affine> readIc(Map<String, JsonValue> members) {
        List<JsonValue> elements = SnarkjsJson.array(SnarkjsJson.member(members, "IC"), "IC");
        int publicInputs = SnarkjsJson.count(members, "nPublic");
        if (publicInputs > PublicInputs.MAX_COUNT) {
            throw new Rejection(Reason.TOO_LARGE, publicInputs + " public inputs");
        }
        if (elements.size() != publicInputs + 1) {
            throw new Rejection(
                    Reason.KEY_IC_COUNT_MISMATCH, elements.size() + " points for " + publicInputs + " public inputs");
        }
        List<G1.Affine> ic = new ArrayList<>(elements.size());
        for (JsonValue element : elements) {
            ic.add(SnarkjsJson.g1(element, "IC[" + ic.size() + "]"));
        }
        return ic;
    }

    public int publicInputs() {
        return ic.size() - 1;
    }
}
