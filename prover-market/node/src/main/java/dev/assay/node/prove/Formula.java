package dev.assay.node.prove;

import dev.assay.verification.bn254.Fr;
import java.util.Arrays;

/** An expression over columns of numbers, the same on each row. */
public sealed interface Formula {

    /** The number of the row. */
    record Column(Scalars values) implements Formula {}

    /** The number of the row after this one; the first comes after the last. */
    record Next(Scalars values) implements Formula {}

    record Constant(Fr value) implements Formula {}

    record Sum(Formula left, Formula right) implements Formula {}

    record Difference(Formula left, Formula right) implements Formula {}

    record Product(Formula left, Formula right) implements Formula {}

    static Formula of(Scalars values) {
        return new Column(values);
    }

    static Formula next(Scalars values) {
        return new Next(values);
    }

    static Formula of(Fr value) {
        return new Constant(value);
    }

    static Formula sum(Formula... terms) {
        return Arrays.stream(terms).reduce(Formula::plus).orElse(of(Fr.ZERO));
    }

    default Formula plus(Formula other) {
        return new Sum(this, other);
    }

    default Formula plus(Fr other) {
        return plus(of(other));
    }

    default Formula minus(Formula other) {
        return new Difference(this, other);
    }

    default Formula times(Formula other) {
        return new Product(this, other);
    }

    default Formula times(Fr other) {
        return times(of(other));
    }
}
