package dev.assay.verification.pairing;

import dev.assay.verification.pairing.Curve.Step;

/** One pairing of a product, while the Miller loop runs. */
abstract sealed class Term {

    /** Multiplies by the next line, at the term's point of G1. */
    abstract void timesNextLine(DodecicField fq12, Fq12 f, Step step);

    static final class Drawn extends Term {
        private final AffinePoint p;
        private final Lines lines;

        Drawn(PairingArithmetic arithmetic, AffinePoint p, AffinePoint q) {
            this.p = p;
            this.lines = new Lines(arithmetic, q);
        }

        @Override
        void timesNextLine(DodecicField fq12, Fq12 f, Step step) {
            lines.draw(step);
            fq12.fq2.scale(lines.y, lines.y, p.y());
            fq12.fq2.scale(lines.x, lines.x, p.x());
            fq12.multiplyLine(f, lines.y, lines.x, lines.constant);
        }
    }

    static final class Prepared extends Term {
        private final PreparedPoint q;
        private final long[] xOverY;
        private final long[] yInverse;
        private final long[] x;
        private final long[] constant;
        private int next;

        Prepared(PairingArithmetic arithmetic, AffinePoint p, PreparedPoint q) {
            PrimeField fq = arithmetic.curve().fq();
            this.q = q;
            this.yInverse = fq.element();
            fq.inverse(yInverse, p.y());
            this.xOverY = fq.element();
            fq.multiply(xOverY, p.x(), yInverse);
            this.x = arithmetic.fq2().element();
            this.constant = arithmetic.fq2().element();
        }

        @Override
        void timesNextLine(DodecicField fq12, Fq12 f, Step step) {
            fq12.fq2.scale(x, q.x[next], xOverY);
            fq12.fq2.scale(constant, q.constant[next], yInverse);
            fq12.multiplyMonicLine(f, x, constant);
            next++;
        }
    }
}
