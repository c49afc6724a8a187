package dev.assay.node.prove;

import dev.assay.verification.bn254.Fr;

/**
 * What provers do with polynomials over Fr and with columns of numbers: every backend gives the same results. A polynomial is
 * its coefficients, the constant one first.
 */
public sealed interface Polynomials permits JavaPolynomials, NativePolynomials {

    /**
     * The points {@code shift w^i} for i below n = 2^log2, where w is the root of unity of that order.
     *
     * @param shift not zero
     */
    record Coset(int log2, Fr shift) {

        /** @throws IllegalArgumentException for a size without a root of unity that the backends know */
        public Coset {
            if (log2 < 0 || log2 >= Fr.TWO_ADICITY) {
                throw new IllegalArgumentException("a domain of 2^" + log2);
            }
        }

        /** The n-th roots of unity themselves. */
        public static Coset domain(int log2) {
            return new Coset(log2, Fr.ONE);
        }

        public int size() {
            return 1 << log2;
        }
    }

    /** A polynomial divided by X - z: p = quotient (X - z) + remainder, so that the remainder is p(z). */
    record Division(Scalars quotient, Fr remainder) {}

    /** The values on the coset's points, in order, of a polynomial of any degree. */
    Scalars values(Coset coset, Scalars coefficients);

    /** The polynomial of degree below n with these values. @throws IllegalArgumentException unless there are n values */
    Scalars coefficients(Coset coset, Scalars values);

    /**
     * The formula on each row. A column that is shorter is zero on the rows that it lacks.
     *
     * @throws IllegalArgumentException if more than 16 numbers would wait for the other side of an operation
     */
    Scalars evaluate(Formula formula, int rows);

    /** Item i is the product of all factors before i: one item more than there are factors, and the first is 1. */
    Scalars runningProducts(Scalars factors);

    /** The inverse of each, and 0 for 0. */
    Scalars inverses(Scalars numbers);

    /** @throws IllegalArgumentException if there is no coefficient */
    Division divide(Scalars coefficients, Fr point);

    /** p(point). */
    Fr valueAt(Scalars coefficients, Fr point);
}
