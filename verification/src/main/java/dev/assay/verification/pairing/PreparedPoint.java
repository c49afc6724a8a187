package dev.assay.verification.pairing;

import org.jspecify.annotations.Nullable;

/**
 * A point of G2 with all its lines: they depend on nothing else, so a verification key draws them once. Each is divided
 * by its first coefficient, to {@code 1 + x * xP / yP w + constant / yP w^3}.
 */
public final class PreparedPoint implements LineSequence {

    private final long[][] x;
    private final long[][] constant;

    /** Of infinity if there is no drawn point. */
    PreparedPoint(QuadraticField fq2, @Nullable DrawnPoint drawn) {
        int count = drawn == null ? 0 : drawn.y.length;
        this.x = new long[count][];
        this.constant = new long[count][];
        if (drawn != null) {
            divide(fq2, drawn);
        }
    }

    private void divide(QuadraticField fq2, DrawnPoint drawn) {
        long[][] inverses = new long[x.length][];
        for (int i = 0; i < x.length; i++) {
            inverses[i] = drawn.y[i].clone();
        }
        fq2.invertAll(inverses);
        for (int i = 0; i < x.length; i++) {
            x[i] = fq2.element();
            fq2.multiply(x[i], drawn.x[i], inverses[i]);
            constant[i] = fq2.element();
            fq2.multiply(constant[i], drawn.constant[i], inverses[i]);
        }
    }

    boolean isInfinity() {
        return x.length == 0;
    }

    @Override
    public void multiplyInto(DodecicField fq12, Fq12 f, int index, long[] xOverY, long[] yInverse) {
        fq12.multiplyMonicLine(f, x[index], xOverY, constant[index], yInverse);
    }
}
