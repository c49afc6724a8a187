package dev.assay.verification.proof.fflonk;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.proof.SnarkjsJson;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The four points and the evaluations of a proof. Only their shape is known: {@link FflonkVerifier} checks the rest.
 *
 * @param c1 the wires and the gates' quotient; c2 the permutation and its quotients
 * @param w1 the first part of the opening; w2 the second
 */
public record FflonkProof(AffinePoint c1, AffinePoint c2, AffinePoint w1, AffinePoint w2, Evaluations evaluations) {

    /** About 2 KB are usual. */
    public static final int MAX_SIZE_BYTES = 16 << 10;

    private static final Set<String> MEMBERS = Set.of("protocol", "curve", "polynomials", "evaluations");
    private static final Set<String> POLYNOMIALS = Set.of("C1", "C2", "W1", "W2");

    /** Reads snarkjs' {@code proof.json}: shape and canonical numbers, no curve. */
    public static Verdict<FflonkProof> parse(byte[] proofJson) {
        try {
            return new Verdict.Verified<>(read(proofJson));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the text is of that form */
    static FflonkProof read(byte[] proofJson) {
        Map<String, JsonValue> members = SnarkjsJson.object(proofJson, MAX_SIZE_BYTES, MEMBERS);
        SnarkjsJson.checkSystem(members, "fflonk");
        Map<String, JsonValue> points = SnarkjsJson.object(SnarkjsJson.member(members, "polynomials"), POLYNOMIALS);
        return new FflonkProof(
                point(points, "C1"),
                point(points, "C2"),
                point(points, "W1"),
                point(points, "W2"),
                Evaluations.read(SnarkjsJson.member(members, "evaluations")));
    }

    private static AffinePoint point(Map<String, JsonValue> members, String name) {
        return SnarkjsJson.g1(FflonkKey.CURVE, SnarkjsJson.member(members, name), name);
    }

    List<AffinePoint> points() {
        return List.of(c1, c2, w1, w2);
    }
}
