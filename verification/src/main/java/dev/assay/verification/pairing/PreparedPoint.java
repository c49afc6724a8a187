package dev.assay.verification.pairing;

import org.jspecify.annotations.Nullable;

/**
 * A point of G2 with all its lines: they depend on nothing else, so a verification key draws them once. Each is divided
 * by its first coefficient, to {@code 1 + x * xP / yP w + constant / yP w^3}.
 */
public final class PreparedPoint implements LineSequence {

    /** Of each line: x, constant. */
    private final long[][] coefficients;

    /** Of infinity if there is no drawn point. */
    PreparedPoint(QuadraticField fq2, @Nullable DrawnPoint drawn) {
        this.coefficients = new long[drawn == null ? 0 : drawn.lines()][];
        if (drawn != null) {
            divide(fq2, drawn);
        }
    }

    /** Of each line, divided already: x, constant. */
    PreparedPoint(long[][] coefficients) {
        this.coefficients = coefficients;
    }

    private void divide(QuadraticField fq2, DrawnPoint drawn) {
        long[][] inverses = drawn.ys();
        fq2.invertAll(inverses);
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = drawn.rest(i);
            fq2.multiply(coefficients[i], 0, inverses[i]);
            fq2.multiply(coefficients[i], fq2.limbs(), inverses[i]);
        }
    }

    boolean isInfinity() {
        return coefficients.length == 0;
    }

    @Override
    public void multiplyInto(DodecicField fq12, Fq12 f, int index, long[] xOverY, long[] yInverse) {
        fq12.multiplyMonicLine(f, coefficients[index], 0, xOverY, yInverse);
    }
}
