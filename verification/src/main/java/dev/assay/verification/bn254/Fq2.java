package dev.assay.verification.bn254;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** {@code c0 + c1 u} with u^2 = -1, over {@link Fq}: a coordinate of a point of {@link G2}. */
public record Fq2(Fq c0, Fq c1) {

    public static final Fq2 ZERO = new Fq2(Fq.ZERO, Fq.ZERO);
    public static final Fq2 ONE = new Fq2(Fq.ONE, Fq.ZERO);

    /** 9 + u, which is neither a square nor a cube: it defines the twist and the tower above. */
    static final Fq2 NON_RESIDUE = new Fq2(Fq.of(9), Fq.ONE);

    public Fq2 add(Fq2 other) {
        return new Fq2(c0.add(other.c0), c1.add(other.c1));
    }

    public Fq2 subtract(Fq2 other) {
        return new Fq2(c0.subtract(other.c0), c1.subtract(other.c1));
    }

    public Fq2 multiply(Fq2 other) {
        Fq low = c0.multiply(other.c0);
        Fq high = c1.multiply(other.c1);
        Fq both = c0.add(c1).multiply(other.c0.add(other.c1));
        return new Fq2(low.subtract(high), both.subtract(low).subtract(high));
    }

    public Fq2 multiply(Fq factor) {
        return new Fq2(c0.multiply(factor), c1.multiply(factor));
    }

    public Fq2 square() {
        return new Fq2(c0.add(c1).multiply(c0.subtract(c1)), c0.multiply(c1).twice());
    }

    public Fq2 twice() {
        return new Fq2(c0.twice(), c1.twice());
    }

    public Fq2 negate() {
        return new Fq2(c0.negate(), c1.negate());
    }

    /** c0 - c1 u, which is also the q-th power. */
    public Fq2 conjugate() {
        return new Fq2(c0, c1.negate());
    }

    /** @throws ArithmeticException if this is zero */
    public Fq2 inverse() {
        Fq norm = c0.square().add(c1.square()).inverse();
        return new Fq2(c0.multiply(norm), c1.multiply(norm).negate());
    }

    /** The inverses in order, for the price of one. @throws ArithmeticException if an element is zero */
    public static List<Fq2> inverses(List<Fq2> elements) {
        List<Fq> norms = new ArrayList<>(elements.size());
        for (Fq2 element : elements) {
            norms.add(element.c0.square().add(element.c1.square()));
        }
        List<Fq> inverses = Fq.inverses(norms);
        List<Fq2> result = new ArrayList<>(elements.size());
        for (int i = 0; i < inverses.size(); i++) {
            result.add(elements.get(i).conjugate().multiply(inverses.get(i)));
        }
        return result;
    }

    /** @throws ArithmeticException for zero to a negative power */
    public Fq2 pow(BigInteger exponent) {
        Fq2 factor = exponent.signum() < 0 ? inverse() : this;
        BigInteger bits = exponent.abs();
        Fq2 power = ONE;
        for (int i = bits.bitLength() - 1; i >= 0; i--) {
            power = power.square();
            power = bits.testBit(i) ? power.multiply(factor) : power;
        }
        return power;
    }

    /** (9 + u) times this. */
    Fq2 timesNonResidue() {
        Fq2 nine = twice().twice().twice().add(this);
        return new Fq2(nine.c0.subtract(c1), nine.c1.add(c0));
    }

    public boolean isZero() {
        return c0.isZero() && c1.isZero();
    }
}
