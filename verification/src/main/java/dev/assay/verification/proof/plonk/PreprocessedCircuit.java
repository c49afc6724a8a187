package dev.assay.verification.proof.plonk;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.SnarkjsJson;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The verifier's preprocessed input: commitments to the selectors and to the three parts of the permutation, where a selector
 * that is zero on all rows is infinity. Only its shape is known: {@link PlonkKey} checks the rest.
 *
 * @param power the circuit has 2^power rows
 * @param tau [x]_2 of the setup, in the file X_2
 */
public record PreprocessedCircuit(
        int publicInputs,
        int power,
        Fr k1,
        Fr k2,
        Fr omega,
        G1.Affine qm,
        G1.Affine ql,
        G1.Affine qr,
        G1.Affine qo,
        G1.Affine qc,
        G1.Affine s1,
        G1.Affine s2,
        G1.Affine s3,
        G2.Affine tau) {

    /** About 2 KB are usual. */
    public static final int MAX_SIZE_BYTES = 16 << 10;

    private static final Set<String> MEMBERS = Set.of(
            "protocol",
            "curve",
            "nPublic",
            "power",
            "k1",
            "k2",
            "w",
            "Qm",
            "Ql",
            "Qr",
            "Qo",
            "Qc",
            "S1",
            "S2",
            "S3",
            "X_2");

    /** Reads snarkjs' {@code verification_key.json}: shape and canonical numbers, no curve. */
    public static Verdict<PreprocessedCircuit> parse(byte[] verificationKeyJson) {
        try {
            return new Verdict.Verified<>(read(verificationKeyJson));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the text is of that form */
    static PreprocessedCircuit read(byte[] verificationKeyJson) {
        Map<String, JsonValue> members = SnarkjsJson.object(verificationKeyJson, MAX_SIZE_BYTES, MEMBERS);
        SnarkjsJson.checkSystem(members, "plonk");
        int publicInputs = SnarkjsJson.count(members, "nPublic");
        if (publicInputs > PublicInputs.MAX_COUNT) {
            throw new Rejection(Reason.TOO_LARGE, publicInputs + " public inputs");
        }
        return new PreprocessedCircuit(
                publicInputs,
                SnarkjsJson.count(members, "power"),
                scalar(members, "k1"),
                scalar(members, "k2"),
                scalar(members, "w"),
                selector(members, "Qm"),
                selector(members, "Ql"),
                selector(members, "Qr"),
                selector(members, "Qo"),
                selector(members, "Qc"),
                SnarkjsJson.g1(SnarkjsJson.member(members, "S1"), "S1"),
                SnarkjsJson.g1(SnarkjsJson.member(members, "S2"), "S2"),
                SnarkjsJson.g1(SnarkjsJson.member(members, "S3"), "S3"),
                SnarkjsJson.g2(SnarkjsJson.member(members, "X_2"), "X_2"));
    }

    private static Fr scalar(Map<String, JsonValue> members, String name) {
        return SnarkjsJson.scalar(SnarkjsJson.member(members, name), name);
    }

    private static G1.Affine selector(Map<String, JsonValue> members, String name) {
        return SnarkjsJson.g1OrInfinity(SnarkjsJson.member(members, name), name);
    }

    List<G1.Affine> selectors() {
        return List.of(qm, ql, qr, qo, qc);
    }

    List<G1.Affine> permutation() {
        return List.of(s1, s2, s3);
    }
}
