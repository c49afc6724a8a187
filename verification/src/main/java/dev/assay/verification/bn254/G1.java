package dev.assay.verification.bn254;

import dev.assay.verification.pairing.AffinePoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point of y^2 = x^3 + 3 over {@link Fq} in Jacobian coordinates: (x / z^2, y / z^3), infinity where z = 0. The curve has
 * prime order r, so each of its points is in the group. Formulas: Explicit-Formulas Database, short Weierstrass, a = 0.
 */
public final class G1 {

    private static final Fq B = Fq.of(3);

    public static final G1 INFINITY = new G1(Fq.ONE, Fq.ONE, Fq.ZERO);
    public static final G1 GENERATOR = new Affine(Fq.ONE, Fq.of(2)).toJacobian();

    private final Fq x;
    private final Fq y;
    private final Fq z;

    private G1(Fq x, Fq y, Fq z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /**
     * Two coordinates, of which nothing is known until {@link #isOnCurve} says so. (0, 0), which is not on the curve, stands
     * for infinity, as in EIP-196 and in iden3 files.
     */
    public record Affine(Fq x, Fq y) {

        public static final Affine INFINITY = new Affine(Fq.ZERO, Fq.ZERO);

        /** One of the two points with this x, of which the other is the negative, or nothing if there are none. */
        public static Optional<Affine> atX(Fq x) {
            return x.square().multiply(x).add(B).squareRoot().map(y -> new Affine(x, y));
        }

        public boolean isInfinity() {
            return x.isZero() && y.isZero();
        }

        /** True for infinity. */
        public boolean isOnCurve() {
            return isInfinity() || y.square().equals(x.square().multiply(x).add(B));
        }

        public Affine negate() {
            return new Affine(x, y.negate());
        }

        /** A point of BN254 as the pairing has it. */
        public static Affine of(AffinePoint point) {
            return new Affine(Fq.ofLimbs(point.x(), 0), Fq.ofLimbs(point.y(), 0));
        }

        /** The same limbs, for the pairing. */
        public AffinePoint point() {
            return new AffinePoint(x.limbs(), y.limbs());
        }

        public G1 toJacobian() {
            return isInfinity() ? G1.INFINITY : new G1(x, y, Fq.ONE);
        }
    }

    public boolean isInfinity() {
        return z.isZero();
    }

    /** add-2007-bl. */
    public G1 add(G1 other) {
        if (isInfinity()) {
            return other;
        }
        if (other.isInfinity()) {
            return this;
        }
        Fq zz1 = z.square();
        Fq zz2 = other.z.square();
        Fq u1 = x.multiply(zz2);
        Fq s1 = y.multiply(other.z).multiply(zz2);
        Fq h = other.x.multiply(zz1).subtract(u1);
        Fq r = other.y.multiply(z).multiply(zz1).subtract(s1).twice();
        if (h.isZero()) {
            return r.isZero() ? twice() : INFINITY;
        }
        Fq z3 = z.add(other.z).square().subtract(zz1).subtract(zz2).multiply(h);
        return sum(u1, s1, h, r, z3);
    }

    /** madd-2007-bl: cheaper than adding a Jacobian point. */
    public G1 add(Affine other) {
        if (isInfinity()) {
            return other.toJacobian();
        }
        if (other.isInfinity()) {
            return this;
        }
        Fq zz = z.square();
        Fq h = other.x.multiply(zz).subtract(x);
        Fq r = other.y.multiply(z).multiply(zz).subtract(y).twice();
        if (h.isZero()) {
            return r.isZero() ? twice() : INFINITY;
        }
        return sum(x, y, h, r, z.multiply(h).twice());
    }

    private static G1 sum(Fq u1, Fq s1, Fq h, Fq r, Fq z3) {
        Fq i = h.twice().square();
        Fq j = h.multiply(i);
        Fq v = u1.multiply(i);
        Fq x3 = r.square().subtract(j).subtract(v.twice());
        Fq y3 = r.multiply(v.subtract(x3)).subtract(s1.multiply(j).twice());
        return new G1(x3, y3, z3);
    }

    /** dbl-2009-l. */
    public G1 twice() {
        Fq a = x.square();
        Fq b = y.square();
        Fq c = b.square();
        Fq d = x.add(b).square().subtract(a).subtract(c).twice();
        Fq e = a.twice().add(a);
        Fq x3 = e.square().subtract(d.twice());
        Fq y3 = e.multiply(d.subtract(x3)).subtract(c.twice().twice().twice());
        return new G1(x3, y3, y.multiply(z).twice());
    }

    public G1 negate() {
        return new G1(x, y.negate(), z);
    }

    public G1 multiply(Fr scalar) {
        return multiply(scalar.toBigInteger());
    }

    /** Any integer times this point, four bits at a time. */
    public G1 multiply(BigInteger scalar) {
        G1 base = scalar.signum() < 0 ? negate() : this;
        BigInteger bits = scalar.abs();
        List<G1> multiples = base.firstMultiples();
        G1 product = INFINITY;
        for (int window = (bits.bitLength() - 1) / 4; window >= 0; window--) {
            product = product.twice().twice().twice().twice();
            product = product.add(multiples.get(bits.shiftRight(4 * window).intValue() & 15));
        }
        return product;
    }

    /**
     * The sum of scalars[i] points[i], with the doublings shared (Straus). Meant for the few inputs of a verification.
     *
     * @throws IllegalArgumentException unless there are as many scalars as points
     */
    public static G1 sumOfProducts(List<Fr> scalars, List<Affine> points) {
        if (scalars.size() != points.size()) {
            throw new IllegalArgumentException(scalars.size() + " scalars for " + points.size() + " points");
        }
        List<byte[]> digits = scalars.stream().map(Fr::toLittleEndian).toList();
        List<List<G1>> multiples = points.stream()
                .map(point -> point.toJacobian().firstMultiples())
                .toList();
        G1 sum = INFINITY;
        for (int window = 63; window >= 0; window--) {
            sum = sum.twice().twice().twice().twice();
            for (int i = 0; i < points.size(); i++) {
                sum = sum.add(multiples.get(i).get(digits.get(i)[window / 2] >> 4 * (window % 2) & 15));
            }
        }
        return sum;
    }

    private List<G1> firstMultiples() {
        List<G1> multiples = new ArrayList<>(16);
        multiples.add(INFINITY);
        for (int i = 1; i < 16; i++) {
            multiples.add(multiples.get(i - 1).add(this));
        }
        return multiples;
    }

    public Affine toAffine() {
        return toAffine(List.of(this)).getFirst();
    }

    /** The points in order, with one inversion for all of them. */
    public static List<Affine> toAffine(List<G1> points) {
        List<Fq> zs = new ArrayList<>(points.size());
        for (G1 point : points) {
            zs.add(point.isInfinity() ? Fq.ONE : point.z);
        }
        List<Fq> inverses = Fq.inverses(zs);
        List<Affine> affine = new ArrayList<>(points.size());
        for (int i = 0; i < inverses.size(); i++) {
            affine.add(points.get(i).scaled(inverses.get(i)));
        }
        return affine;
    }

    private Affine scaled(Fq zInverse) {
        Fq square = zInverse.square();
        return isInfinity()
                ? Affine.INFINITY
                : new Affine(x.multiply(square), y.multiply(square).multiply(zInverse));
    }

    public boolean isOnCurve() {
        return toAffine().isOnCurve();
    }

    /** Whether both are the same point, whatever their z. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof G1 that && toAffine().equals(that.toAffine());
    }

    @Override
    public int hashCode() {
        return toAffine().hashCode();
    }

    @Override
    public String toString() {
        return toAffine().toString();
    }
}
