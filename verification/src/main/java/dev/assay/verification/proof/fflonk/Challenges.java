package dev.assay.verification.proof.fflonk;

import dev.assay.verification.proof.kzg.Scalar;
import dev.assay.verification.proof.kzg.Transcript;
import java.util.List;

/**
 * The verifier's random choices, drawn from the transcript in snarkjs 0.7's order: the first round absorbs C0 and the public
 * inputs, each later one a challenge of the one before. W2 is the prover's last message and decides nothing.
 *
 * <p>Of the key, k1, k2, the roots of unity, the number of rows, the count of inputs and X_2 are absorbed nowhere. A prover
 * cannot choose them: the key is fixed, and its counts are checked, before there is a proof.
 *
 * @param seed of which xi is the 24th power, so that its third, fourth and eighth roots are at hand
 */
record Challenges(Scalar beta, Scalar gamma, Scalar seed, Scalar alpha, Scalar y) {

    static Challenges of(PreprocessedCircuit circuit, List<Scalar> inputs, FflonkProof proof) {
        Scalar beta = new Transcript(FflonkKey.CURVE)
                .absorb(circuit.c0())
                .absorbScalars(inputs)
                .absorb(proof.c1())
                .challenge();
        Scalar gamma = new Transcript(FflonkKey.CURVE).absorb(beta).challenge();
        Scalar seed =
                new Transcript(FflonkKey.CURVE).absorb(gamma).absorb(proof.c2()).challenge();
        Scalar alpha = new Transcript(FflonkKey.CURVE)
                .absorb(seed)
                .absorbScalars(proof.evaluations().absorbed())
                .challenge();
        Scalar y =
                new Transcript(FflonkKey.CURVE).absorb(alpha).absorb(proof.w1()).challenge();
        return new Challenges(beta, gamma, seed, alpha, y);
    }
}
