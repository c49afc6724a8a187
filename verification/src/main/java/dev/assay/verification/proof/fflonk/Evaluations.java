package dev.assay.verification.proof.fflonk;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.proof.SnarkjsJson;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the proof claims the polynomials to be at xi: selectors, permutation, wires, z; and at xi w: z, T1 and T2.
 *
 * @param inverse of the product of all that the verifier divides by, which a contract needs and others can check
 */
public record Evaluations(
        Scalar ql,
        Scalar qr,
        Scalar qm,
        Scalar qo,
        Scalar qc,
        Scalar s1,
        Scalar s2,
        Scalar s3,
        Scalar a,
        Scalar b,
        Scalar c,
        Scalar z,
        Scalar zOmega,
        Scalar t1Omega,
        Scalar t2Omega,
        Scalar inverse) {

    private static final Set<String> MEMBERS =
            Set.of("ql", "qr", "qm", "qo", "qc", "s1", "s2", "s3", "a", "b", "c", "z", "zw", "t1w", "t2w", "inv");

    static Evaluations read(JsonValue value) {
        Map<String, JsonValue> members = SnarkjsJson.object(value, MEMBERS);
        return new Evaluations(
                scalar(members, "ql"),
                scalar(members, "qr"),
                scalar(members, "qm"),
                scalar(members, "qo"),
                scalar(members, "qc"),
                scalar(members, "s1"),
                scalar(members, "s2"),
                scalar(members, "s3"),
                scalar(members, "a"),
                scalar(members, "b"),
                scalar(members, "c"),
                scalar(members, "z"),
                scalar(members, "zw"),
                scalar(members, "t1w"),
                scalar(members, "t2w"),
                scalar(members, "inv"));
    }

    private static Scalar scalar(Map<String, JsonValue> members, String name) {
        return SnarkjsJson.scalar(FflonkKey.CURVE, SnarkjsJson.member(members, name), name);
    }

    /** In the order in which the transcript absorbs them, without the inverse, which follows from the rest. */
    List<Scalar> absorbed() {
        return List.of(ql, qr, qm, qo, qc, s1, s2, s3, a, b, c, z, zOmega, t1Omega, t2Omega);
    }
}
