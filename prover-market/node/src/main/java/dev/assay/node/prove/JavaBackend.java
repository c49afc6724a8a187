package dev.assay.node.prove;

import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.prove.rows.RowEngine;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;

/** Java on all cores of the machine: runs everywhere, and on vectors where there are some ({@link RowEngine}). */
public final class JavaBackend implements Backend {

    private final RowEngine engine;

    public JavaBackend() {
        this(RowEngine.fastest(Runtime.getRuntime().availableProcessors()));
    }

    public JavaBackend(RowEngine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public String hardware() {
        return "cpu/java-" + engine.label();
    }

    @Override
    public G1 msmG1(Points<G1.Affine> points, Scalars scalars) {
        checkSizes(points, scalars);
        return engine.sumG1(points.bytes(), scalars.bytes());
    }

    @Override
    public G2 msmG2(Points<G2.Affine> points, Scalars scalars) {
        checkSizes(points, scalars);
        return engine.sumG2(points.bytes(), scalars.bytes());
    }

    private static void checkSizes(Points<?> points, Scalars scalars) {
        if (points.size() != scalars.size()) {
            throw new IllegalArgumentException(scalars.size() + " scalars for " + points.size() + " points");
        }
    }

    @Override
    public Scalars quotient(Coefficients coefficients, Wtns witness) {
        coefficients.checkSize(witness);
        int log2 = Integer.numberOfTrailingZeros(coefficients.rows());
        return Scalars.of(engine.quotient(coefficients.bytes(), witness.values(), log2));
    }

    @Override
    public Polynomials polynomials() {
        return new JavaPolynomials();
    }
}
