package dev.assay.verification.proof.plonk;

import dev.assay.verification.proof.kzg.Scalar;
import dev.assay.verification.proof.kzg.Transcript;
import java.util.List;

/**
 * The verifier's random choices, drawn from the transcript in snarkjs 0.7's order. The first round absorbs the key's eight
 * commitments and the public inputs, and each later one a challenge of the one before, with two exceptions that are sound:
 *
 * <ul>
 *   <li>of the key, k1, k2, w, the number of rows, the count of inputs and X_2 are absorbed nowhere. A prover cannot choose
 *       them: the key is fixed, and its counts are checked, before there is a proof;
 *   <li>u absorbs the two openings and nothing else. Who fixes the openings before v is drawn must have, for a random v,
 *       openings that fit a polynomial in v, whose coefficients of v^4 and v^5, S1 and S2 minus their values, are not zero;
 *       who fixes them after has u drawn last, as the paper does.
 * </ul>
 */
record Challenges(Scalar beta, Scalar gamma, Scalar alpha, Scalar xi, Scalar v, Scalar u) {

    static Challenges of(PreprocessedCircuit circuit, List<Scalar> inputs, PlonkProof proof) {
        Scalar beta = new Transcript(circuit.curve())
                .absorbPoints(circuit.selectors())
                .absorbPoints(circuit.permutation())
                .absorbScalars(inputs)
                .absorb(proof.a())
                .absorb(proof.b())
                .absorb(proof.c())
                .challenge();
        Scalar gamma = new Transcript(circuit.curve()).absorb(beta).challenge();
        Scalar alpha = new Transcript(circuit.curve())
                .absorb(beta)
                .absorb(gamma)
                .absorb(proof.z())
                .challenge();
        Scalar xi = new Transcript(circuit.curve())
                .absorb(alpha)
                .absorb(proof.t1())
                .absorb(proof.t2())
                .absorb(proof.t3())
                .challenge();
        Scalar v = new Transcript(circuit.curve())
                .absorb(xi)
                .absorbScalars(proof.evaluations())
                .challenge();
        Scalar u = new Transcript(circuit.curve())
                .absorb(proof.wXi())
                .absorb(proof.wXiOmega())
                .challenge();
        return new Challenges(beta, gamma, alpha, xi, v, u);
    }
}
