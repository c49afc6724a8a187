package dev.assay.node.prove;

import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.prove.rows.RowEngine;
import java.lang.foreign.MemorySegment;

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
    public <A> A msm(Points<A> points, Scalars scalars) {
        if (points.size() != scalars.size()) {
            throw new IllegalArgumentException(scalars.size() + " scalars for " + points.size() + " points");
        }
        PointFormat<A> format = points.format();
        return format.made().apply(engine.sum(format.group(), points.bytes(), scalars.bytes()));
    }

    @Override
    public Scalars quotient(Coefficients coefficients, Wtns witness) {
        coefficients.check(witness);
        int log2 = Integer.numberOfTrailingZeros(coefficients.rows());
        return Scalars.of(engine.quotient(coefficients.curve(), coefficients.bytes(), witness.values(), log2));
    }

    @Override
    public Polynomials polynomials() {
        return new JavaPolynomials(engine);
    }

    /** Values on BN254's domain become values on its odd coset: two transforms. Plain numbers. */
    public void toOddCoset(MemorySegment values, int log2) {
        engine.toOddCoset(values, log2);
    }

    /** Each a becomes a times so many factors b, modulo the prime of BN254's base field. Plain numbers. */
    public void multiplyModuloQ(MemorySegment a, MemorySegment b, long rounds) {
        engine.multiplyModuloQ(a, b, rounds);
    }
}
