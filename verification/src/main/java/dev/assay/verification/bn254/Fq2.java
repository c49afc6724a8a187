package dev.assay.verification.bn254;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code c0 + c1 u} with u^2 = -1, over {@link Fq}: a coordinate of a point of {@link G2}. */
public record Fq2(Fq c0, Fq c1) {

    public static final Fq2 ZERO = new Fq2(Fq.ZERO, Fq.ZERO);
    public static final Fq2 ONE = new Fq2(Fq.ONE, Fq.ZERO);

    /** 9 + u, which is neither a square nor a cube: it defines the twist. */
    static final Fq2 NON_RESIDUE = new Fq2(Fq.of(9), Fq.ONE);

    private static final Fq HALF = Fq.of(2).inverse();

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

    /**
     * One of the two square roots, or nothing if there is none: the complex method (Scott, "Implementing cryptographic
     * pairings", 2007), where c0 is the square of a half of c0 + norm or c0 - norm, with the norm's root.
     */
    public Optional<Fq2> squareRoot() {
        Optional<Fq> norm = c0.square().add(c1.square()).squareRoot();
        return norm.flatMap(n -> rootBeside(n).or(() -> rootBeside(n.negate())));
    }

    /** x + y u with x^2 = (c0 + norm) / 2 and 2xy = c1, if it is a root. */
    private Optional<Fq2> rootBeside(Fq norm) {
        Optional<Fq> real = c0.add(norm).multiply(HALF).squareRoot();
        return real.flatMap(this::rootWith).filter(root -> root.square().equals(this));
    }

    private Optional<Fq2> rootWith(Fq real) {
        return real.isZero()
                ? c0.negate().squareRoot().map(imaginary -> new Fq2(Fq.ZERO, imaginary))
                : Optional.of(new Fq2(real, c1.multiply(real.twice().inverse())));
    }

    static Fq2 ofLimbs(long[] limbs) {
        return new Fq2(Fq.ofLimbs(limbs, 0), Fq.ofLimbs(limbs, 4));
    }

    /** The limbs of c0, then those of c1. */
    long[] limbs() {
        return new long[] {c0.l0, c0.l1, c0.l2, c0.l3, c1.l0, c1.l1, c1.l2, c1.l3};
    }

    public boolean isZero() {
        return c0.isZero() && c1.isZero();
    }
}
