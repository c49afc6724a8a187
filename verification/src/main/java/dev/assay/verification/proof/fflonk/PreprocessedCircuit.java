package dev.assay.verification.proof.fflonk;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.SnarkjsJson;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.Map;
import java.util.Set;

/**
 * The verifier's preprocessed input. Only its shape is known: {@link FflonkKey} checks the rest.
 *
 * @param power the circuit has 2^power rows
 * @param omega of order 2^power; omega3, omega4 and omega8 of orders 3, 4 and 8
 * @param omegaCubeRoot a third root of omega, in the file wr
 * @param tau [x]_2 of the setup, in the file X_2
 * @param c0 the commitment to all selectors and the permutation, in one polynomial
 */
public record PreprocessedCircuit(
        int publicInputs,
        int power,
        Scalar k1,
        Scalar k2,
        Scalar omega,
        Scalar omega3,
        Scalar omega4,
        Scalar omega8,
        Scalar omegaCubeRoot,
        AffinePoint tau,
        AffinePoint c0) {

    /** About 1300 bytes are usual. */
    public static final int MAX_SIZE_BYTES = 16 << 10;

    private static final Set<String> MEMBERS =
            Set.of("protocol", "curve", "nPublic", "power", "k1", "k2", "w", "w3", "w4", "w8", "wr", "X_2", "C0");

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
        SnarkjsJson.checkSystem(members, "fflonk");
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
                scalar(members, "w3"),
                scalar(members, "w4"),
                scalar(members, "w8"),
                scalar(members, "wr"),
                SnarkjsJson.g2(FflonkKey.CURVE, SnarkjsJson.member(members, "X_2"), "X_2"),
                SnarkjsJson.g1(FflonkKey.CURVE, SnarkjsJson.member(members, "C0"), "C0"));
    }

    private static Scalar scalar(Map<String, JsonValue> members, String name) {
        return SnarkjsJson.scalar(FflonkKey.CURVE, SnarkjsJson.member(members, name), name);
    }
}
