package dev.assay.verification.pairing;

import dev.assay.verification.pairing.Curve.Step;

/**
 * The lines that the Miller loop draws through the multiples of a point of the twist, drawn as they are asked for.
 * Formulas: Aranha, Karabina, Longa, Gebotys, López, "Faster Explicit Formulas for Computing Pairings over Ordinary
 * Curves", Eurocrypt 2011. The latest line is {@code y * yP + x * xP w + constant w^3} at the point P of G1.
 */
final class Lines {

    private final PairingArithmetic arithmetic;
    private final QuadraticField fq2;
    private final long[] twistB;
    private final AffinePoint q;
    private final AffinePoint minusQ;

    /** The running multiple (mx / mz, my / mz). */
    private final long[] mx;

    private final long[] my;
    private final long[] mz;

    final long[] y;
    final long[] x;
    final long[] constant;

    private final long[] a;
    private final long[] b;
    private final long[] c;
    private final long[] e;

    Lines(PairingArithmetic arithmetic, AffinePoint q) {
        this.arithmetic = arithmetic;
        this.fq2 = arithmetic.fq2();
        this.twistB = arithmetic.curve().b2();
        this.q = q;
        this.minusQ = arithmetic.g2().negate(q);
        this.mx = q.x().clone();
        this.my = q.y().clone();
        this.mz = fq2.one().clone();
        this.y = fq2.element();
        this.x = fq2.element();
        this.constant = fq2.element();
        this.a = fq2.element();
        this.b = fq2.element();
        this.c = fq2.element();
        this.e = fq2.element();
    }

    void draw(Step step) {
        switch (step) {
            case TANGENT -> tangent();
            case CHORD -> chord(q);
            case CHORD_OF_NEGATIVE -> chord(minusQ);
            case CHORD_OF_FROBENIUS -> chord(arithmetic.psi(q));
            case CHORD_OF_NEGATIVE_FROBENIUS_TWICE -> chord(arithmetic.g2().negate(arithmetic.psi(arithmetic.psi(q))));
        }
    }

    /** Doubles the multiple. */
    private void tangent() {
        fq2.multiply(a, mx, my);
        fq2.halve(a, a);
        fq2.square(b, my);
        fq2.square(c, mz);
        fq2.twice(e, c);
        fq2.add(e, e, c);
        fq2.multiply(e, e, twistB);
        fq2.add(y, my, mz);
        fq2.square(y, y);
        fq2.subtract(y, y, b);
        fq2.subtract(y, y, c);
        fq2.square(c, mx);
        fq2.twice(x, c);
        fq2.add(x, x, c);
        fq2.subtract(constant, e, b);
        fq2.multiply(mz, b, y);
        fq2.negate(y, y);
        fq2.twice(c, e);
        fq2.add(c, c, e);
        fq2.subtract(mx, b, c);
        fq2.multiply(mx, mx, a);
        fq2.add(my, b, c);
        fq2.halve(my, my);
        fq2.square(my, my);
        fq2.square(e, e);
        fq2.subtract(my, my, e);
        fq2.subtract(my, my, e);
        fq2.subtract(my, my, e);
    }

    /** Adds another point to the multiple. */
    private void chord(AffinePoint other) {
        fq2.multiply(a, other.y(), mz);
        fq2.subtract(a, my, a);
        fq2.multiply(y, other.x(), mz);
        fq2.subtract(y, mx, y);
        fq2.negate(x, a);
        fq2.multiply(constant, a, other.x());
        fq2.multiply(b, y, other.y());
        fq2.subtract(constant, constant, b);
        fq2.square(b, y);
        fq2.multiply(c, b, y);
        fq2.multiply(b, b, mx);
        fq2.square(e, a);
        fq2.multiply(e, e, mz);
        fq2.add(e, e, c);
        fq2.subtract(e, e, b);
        fq2.subtract(e, e, b);
        fq2.multiply(mx, y, e);
        fq2.subtract(b, b, e);
        fq2.multiply(b, b, a);
        fq2.multiply(my, my, c);
        fq2.subtract(my, b, my);
        fq2.multiply(mz, mz, c);
    }

    /**
     * Whether the multiple is now this point. An infinity on the way, which the formulas do not provide for, sets mz to
     * zero for good: so the answer is right for every point of the twist.
     */
    boolean endAt(AffinePoint end) {
        fq2.multiply(a, end.x(), mz);
        fq2.multiply(b, end.y(), mz);
        fq2.subtract(a, a, mx);
        fq2.subtract(b, b, my);
        return fq2.isZero(a) && fq2.isZero(b) && !fq2.isZero(mz);
    }
}
