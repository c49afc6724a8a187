package dev.assay.verification.proof.kzg;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import java.util.ArrayList;
import java.util.List;

/** A linear combination of points, summed at once. */
public final class Combination {

    private static final G1.Affine ONE = G1.GENERATOR.toAffine();

    private final List<Fr> scalars = new ArrayList<>();
    private final List<G1.Affine> points = new ArrayList<>();

    public Combination plus(Fr scalar, G1.Affine point) {
        scalars.add(scalar);
        points.add(point);
        return this;
    }

    public Combination minus(Fr scalar, G1.Affine point) {
        return plus(scalar.negate(), point);
    }

    /** Minus the commitment to a constant. */
    public Combination minus(Fr constant) {
        return minus(constant, ONE);
    }

    public G1 sum() {
        return G1.sumOfProducts(scalars, points);
    }
}
