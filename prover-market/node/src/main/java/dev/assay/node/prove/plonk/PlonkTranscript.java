package dev.assay.node.prove.plonk;

import dev.assay.node.iden3.PlonkZkey;
import dev.assay.node.prove.kzg.Round;
import dev.assay.node.prove.kzg.SnarkjsObject;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;

/**
 * What was said so far and the verifier's answers, in snarkjs 0.7's order: {@code Challenges} of the verifier has it too, and
 * says what is absorbed nowhere.
 */
final class PlonkTranscript {

    private final PlonkZkey.Header key;
    private final Fr[] inputs;
    private Fr beta = Fr.ZERO;
    private Fr gamma = Fr.ZERO;
    private Fr alpha = Fr.ZERO;
    private Fr xi = Fr.ZERO;

    PlonkTranscript(PlonkZkey.Header key, Fr[] inputs) {
        this.key = key;
        this.inputs = inputs;
    }

    /** @return beta */
    Fr wires(G1.Affine... abc) {
        beta = new Round()
                .absorb(key.qm(), key.ql(), key.qr(), key.qo(), key.qc(), key.s1(), key.s2(), key.s3())
                .absorb(inputs)
                .absorb(abc)
                .challenge();
        return beta;
    }

    Fr gamma() {
        gamma = new Round().absorb(beta).challenge();
        return gamma;
    }

    /** @return alpha */
    Fr permutation(G1.Affine z) {
        alpha = new Round().absorb(beta, gamma).absorb(z).challenge();
        return alpha;
    }

    /** @return xi */
    Fr quotient(G1.Affine... t) {
        xi = new Round().absorb(alpha).absorb(t).challenge();
        return xi;
    }

    /** @return v */
    Fr evaluations(PlonkEvaluations evaluations) {
        return new Round().absorb(xi).absorb(evaluations.inOrder()).challenge();
    }

    /** The points of a proof. */
    static SnarkjsObject proof(G1.Affine[] abc, G1.Affine z, G1.Affine[] t, G1.Affine[] openings) {
        return SnarkjsObject.of("plonk")
                .put("A", abc[0])
                .put("B", abc[1])
                .put("C", abc[2])
                .put("Z", z)
                .put("T1", t[0])
                .put("T2", t[1])
                .put("T3", t[2])
                .put("Wxi", openings[0])
                .put("Wxiw", openings[1]);
    }
}
