package dev.assay.verification.proof.fflonk;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.kzg.Transcript;

/**
 * The verifier's random choices, drawn from the transcript in snarkjs 0.7's order: the first round absorbs C0 and the public
 * inputs, each later one a challenge of the one before. W2 is the prover's last message and decides nothing.
 *
 * <p>Of the key, k1, k2, the roots of unity, the number of rows, the count of inputs and X_2 are absorbed nowhere. A prover
 * cannot choose them: the key is fixed, and its counts are checked, before there is a proof.
 *
 * @param seed of which xi is the 24th power, so that its third, fourth and eighth roots are at hand
 */
record Challenges(Fr beta, Fr gamma, Fr seed, Fr alpha, Fr y) {

    static Challenges of(PreprocessedCircuit circuit, PublicInputs inputs, FflonkProof proof) {
        Fr beta = new Transcript()
                .absorb(circuit.c0())
                .absorbScalars(inputs.values())
                .absorb(proof.c1())
                .challenge();
        Fr gamma = new Transcript().absorb(beta).challenge();
        Fr seed = new Transcript().absorb(gamma).absorb(proof.c2()).challenge();
        Fr alpha = new Transcript()
                .absorb(seed)
                .absorbScalars(proof.evaluations().absorbed())
                .challenge();
        Fr y = new Transcript().absorb(alpha).absorb(proof.w1()).challenge();
        return new Challenges(beta, gamma, seed, alpha, y);
    }
}
