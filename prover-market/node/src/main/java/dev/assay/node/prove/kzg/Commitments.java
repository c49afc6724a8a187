package dev.assay.node.prove.kzg;

import dev.assay.node.iden3.Points;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.Scalars;
import dev.assay.verification.bn254.G1;

/** Commits to polynomials with the powers of tau of a key. */
public record Commitments(Backend backend, Points<G1.Affine> powersOfTau) {

    /** The sum of coefficient i times [tau^i]. */
    public G1.Affine commit(Scalars coefficients) {
        return backend.msm(powersOfTau.first(coefficients.size()), coefficients);
    }
}
