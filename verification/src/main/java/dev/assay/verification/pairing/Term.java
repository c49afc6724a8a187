package dev.assay.verification.pairing;

import java.util.List;

/**
 * One pairing of a product: at (x, y) the lines are evaluated as polynomials in x / y and 1 / y, after division by y, which
 * the final exponentiation does not see.
 */
final class Term {

    private final LineSequence lines;
    private final long[] xOverY;
    private final long[] yInverse;
    /** Of the point of G1 in Jacobian coordinates. */
    private final long[] denominator;

    /** To be {@linkplain #divideAll divided} before use. */
    Term(PrimeField fq, JacobianPoint p, LineSequence lines) {
        this.lines = lines;
        this.xOverY = fq.element();
        this.yInverse = fq.element();
        this.denominator = p.y().clone();
        fq.multiply(xOverY, p.x(), p.z());
        fq.square(yInverse, p.z());
        fq.multiply(yInverse, yInverse, p.z());
    }

    /** (x z) / y and z^3 / y of each, for the price of one inversion. */
    static void divideAll(PrimeField fq, List<Term> terms) {
        long[][] inverses = new long[terms.size()][];
        for (int i = 0; i < inverses.length; i++) {
            inverses[i] = terms.get(i).denominator;
        }
        fq.invertAll(inverses);
        for (Term term : terms) {
            fq.multiply(term.xOverY, term.xOverY, term.denominator);
            fq.multiply(term.yInverse, term.yInverse, term.denominator);
        }
    }

    /** Multiplies by one line, at the term's point of G1. */
    void timesLine(DodecicField fq12, Fq12 f, int index) {
        lines.multiplyInto(fq12, f, index, xOverY, yInverse);
    }
}
