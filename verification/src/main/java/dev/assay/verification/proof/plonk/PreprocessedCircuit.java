package dev.assay.verification.proof.plonk;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.SnarkjsJson;
import dev.assay.verification.proof.kzg.Scalar;
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
        Curve curve,
        int publicInputs,
        int power,
        Scalar k1,
        Scalar k2,
        Scalar omega,
        AffinePoint qm,
        AffinePoint ql,
        AffinePoint qr,
        AffinePoint qo,
        AffinePoint qc,
        AffinePoint s1,
        AffinePoint s2,
        AffinePoint s3,
        AffinePoint tau) {

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
        Curve curve = SnarkjsJson.curve(members, "plonk");
        int publicInputs = SnarkjsJson.count(members, "nPublic");
        if (publicInputs > PublicInputs.MAX_COUNT) {
            throw new Rejection(Reason.TOO_LARGE, publicInputs + " public inputs");
        }
        return new PreprocessedCircuit(
                curve,
                publicInputs,
                SnarkjsJson.count(members, "power"),
                scalar(curve, members, "k1"),
                scalar(curve, members, "k2"),
                scalar(curve, members, "w"),
                selector(curve, members, "Qm"),
                selector(curve, members, "Ql"),
                selector(curve, members, "Qr"),
                selector(curve, members, "Qo"),
                selector(curve, members, "Qc"),
                SnarkjsJson.g1(curve, SnarkjsJson.member(members, "S1"), "S1"),
                SnarkjsJson.g1(curve, SnarkjsJson.member(members, "S2"), "S2"),
                SnarkjsJson.g1(curve, SnarkjsJson.member(members, "S3"), "S3"),
                SnarkjsJson.g2(curve, SnarkjsJson.member(members, "X_2"), "X_2"));
    }

    private static Scalar scalar(Curve curve, Map<String, JsonValue> members, String name) {
        return SnarkjsJson.scalar(curve, SnarkjsJson.member(members, name), name);
    }

    private static AffinePoint selector(Curve curve, Map<String, JsonValue> members, String name) {
        return SnarkjsJson.g1OrInfinity(curve, SnarkjsJson.member(members, name), name);
    }

    List<AffinePoint> selectors() {
        return List.of(qm, ql, qr, qo, qc);
    }

    List<AffinePoint> permutation() {
        return List.of(s1, s2, s3);
    }
}
