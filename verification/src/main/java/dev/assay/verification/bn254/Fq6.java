package dev.assay.verification.bn254;

/** {@code c0 + c1 v + c2 v^2} with v^3 = 9 + u, over {@link Fq2}: half of a value of the pairing. */
public record Fq6(Fq2 c0, Fq2 c1, Fq2 c2) {

    public static final Fq6 ZERO = new Fq6(Fq2.ZERO, Fq2.ZERO, Fq2.ZERO);
    public static final Fq6 ONE = new Fq6(Fq2.ONE, Fq2.ZERO, Fq2.ZERO);

    public Fq6 add(Fq6 other) {
        return new Fq6(c0.add(other.c0), c1.add(other.c1), c2.add(other.c2));
    }

    public Fq6 subtract(Fq6 other) {
        return new Fq6(c0.subtract(other.c0), c1.subtract(other.c1), c2.subtract(other.c2));
    }

    public Fq6 negate() {
        return new Fq6(c0.negate(), c1.negate(), c2.negate());
    }

    /** Karatsuba: six multiplications below instead of nine. */
    public Fq6 multiply(Fq6 other) {
        Fq2 v0 = c0.multiply(other.c0);
        Fq2 v1 = c1.multiply(other.c1);
        Fq2 v2 = c2.multiply(other.c2);
        Fq2 x12 = c1.add(c2).multiply(other.c1.add(other.c2)).subtract(v1).subtract(v2);
        Fq2 x01 = c0.add(c1).multiply(other.c0.add(other.c1)).subtract(v0).subtract(v1);
        Fq2 x02 = c0.add(c2).multiply(other.c0.add(other.c2)).subtract(v0).subtract(v2);
        return new Fq6(v0.add(x12.timesNonResidue()), x01.add(v2.timesNonResidue()), x02.add(v1));
    }

    public Fq6 multiply(Fq2 factor) {
        return new Fq6(c0.multiply(factor), c1.multiply(factor), c2.multiply(factor));
    }

    /** Times {@code b0 + b1 v}. */
    Fq6 multiplySparse(Fq2 b0, Fq2 b1) {
        Fq2 v0 = c0.multiply(b0);
        Fq2 v1 = c1.multiply(b1);
        Fq2 x01 = c0.add(c1).multiply(b0.add(b1)).subtract(v0).subtract(v1);
        return new Fq6(v0.add(c2.multiply(b1).timesNonResidue()), x01, v1.add(c2.multiply(b0)));
    }

    public Fq6 square() {
        return multiply(this);
    }

    /** v times this. */
    Fq6 timesV() {
        return new Fq6(c2.timesNonResidue(), c0, c1);
    }

    /** @throws ArithmeticException if this is zero */
    public Fq6 inverse() {
        Fq2 a = c0.square().subtract(c1.multiply(c2).timesNonResidue());
        Fq2 b = c2.square().timesNonResidue().subtract(c0.multiply(c1));
        Fq2 c = c1.square().subtract(c0.multiply(c2));
        Fq2 norm = c0.multiply(a).add(c2.multiply(b).add(c1.multiply(c)).timesNonResidue());
        return new Fq6(a, b, c).multiply(norm.inverse());
    }

    public boolean isZero() {
        return c0.isZero() && c1.isZero() && c2.isZero();
    }
}
