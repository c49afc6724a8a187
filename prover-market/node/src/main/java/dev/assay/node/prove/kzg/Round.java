package dev.assay.node.prove.kzg;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.kzg.Scalar;
import dev.assay.verification.proof.kzg.Transcript;

/** One round of the prover's talk with the verifier, whose next number is a hash of what was said. */
public final class Round {

    private final Transcript transcript = new Transcript(Curve.BN254);

    public Round absorb(Fr... scalars) {
        for (Fr scalar : scalars) {
            transcript.absorb(Scalar.of(Curve.BN254, scalar.toBigInteger()));
        }
        return this;
    }

    public Round absorb(G1.Affine... points) {
        for (G1.Affine point : points) {
            transcript.absorb(point.point());
        }
        return this;
    }

    public Fr challenge() {
        return Fr.of(transcript.challenge().toBigInteger());
    }
}
