package dev.assay.verification.bn254;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point of the twist y^2 = x^3 + 3 / (9 + u) over {@link Fq2} in Jacobian coordinates: (x / z^2, y / z^3), infinity where
 * z = 0. The twist has many points outside the group of order r: a point from outside is only in G2 after {@link
 * Affine#isOnCurve} and {@link Affine#isInSubgroup}. The formulas are those of {@link G1}, over the other field.
 */
public final class G2 {

    private static final Fq2 B = Fq2.NON_RESIDUE.inverse().multiply(Fq.of(3));

    public static final G2 INFINITY = new G2(Fq2.ONE, Fq2.ONE, Fq2.ZERO);
    public static final G2 GENERATOR = generator().toJacobian();

    private final Fq2 x;
    private final Fq2 y;
    private final Fq2 z;

    private G2(Fq2 x, Fq2 y, Fq2 z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /**
     * Two coordinates, of which nothing is known until {@link #isOnCurve} and {@link #isInSubgroup} say so. (0, 0), which is
     * not on the curve, stands for infinity, as in EIP-197 and in iden3 files.
     */
    public record Affine(Fq2 x, Fq2 y) {

        public static final Affine INFINITY = new Affine(Fq2.ZERO, Fq2.ZERO);

        /** One of the two points with this x, of which the other is the negative, or nothing if there are none. */
        public static Optional<Affine> atX(Fq2 x) {
            return x.square().multiply(x).add(B).squareRoot().map(y -> new Affine(x, y));
        }

        public boolean isInfinity() {
            return x.isZero() && y.isZero();
        }

        /** True for infinity. */
        public boolean isOnCurve() {
            return isInfinity() || y.square().equals(x.square().multiply(x).add(B));
        }

        /** Whether a point on the curve is in the group of order r, by an endomorphism. */
        public boolean isInSubgroup() {
            return Curve.BN254.arithmetic().isInSecondGroup(point());
        }

        public Affine negate() {
            return new Affine(x, y.negate());
        }

        /** A point of BN254's twist as the pairing has it. */
        public static Affine of(AffinePoint point) {
            return new Affine(Fq2.ofLimbs(point.x()), Fq2.ofLimbs(point.y()));
        }

        /** The same limbs, for the pairing. */
        public AffinePoint point() {
            return new AffinePoint(x.limbs(), y.limbs());
        }

        public G2 toJacobian() {
            return isInfinity() ? G2.INFINITY : new G2(x, y, Fq2.ONE);
        }
    }

    private static Affine generator() {
        return new Affine(
                fq2(
                        "10857046999023057135944570762232829481370756359578518086990519993285655852781",
                        "11559732032986387107991004021392285783925812861821192530917403151452391805634"),
                fq2(
                        "8495653923123431417604973247489272438418190587263600148770280649306958101930",
                        "4082367875863433681332203403145435568316851327593401208105741076214120093531"));
    }

    private static Fq2 fq2(String c0, String c1) {
        return new Fq2(Fq.of(new BigInteger(c0)), Fq.of(new BigInteger(c1)));
    }

    public boolean isInfinity() {
        return z.isZero();
    }

    /** add-2007-bl. */
    public G2 add(G2 other) {
        if (isInfinity()) {
            return other;
        }
        if (other.isInfinity()) {
            return this;
        }
        Fq2 zz1 = z.square();
        Fq2 zz2 = other.z.square();
        Fq2 u1 = x.multiply(zz2);
        Fq2 s1 = y.multiply(other.z).multiply(zz2);
        Fq2 h = other.x.multiply(zz1).subtract(u1);
        Fq2 r = other.y.multiply(z).multiply(zz1).subtract(s1).twice();
        if (h.isZero()) {
            return r.isZero() ? twice() : INFINITY;
        }
        Fq2 z3 = z.add(other.z).square().subtract(zz1).subtract(zz2).multiply(h);
        return sum(u1, s1, h, r, z3);
    }

    /** madd-2007-bl: cheaper than adding a Jacobian point. */
    public G2 add(Affine other) {
        if (isInfinity()) {
            return other.toJacobian();
        }
        if (other.isInfinity()) {
            return this;
        }
        Fq2 zz = z.square();
        Fq2 h = other.x.multiply(zz).subtract(x);
        Fq2 r = other.y.multiply(z).multiply(zz).subtract(y).twice();
        if (h.isZero()) {
            return r.isZero() ? twice() : INFINITY;
        }
        return sum(x, y, h, r, z.multiply(h).twice());
    }

    private static G2 sum(Fq2 u1, Fq2 s1, Fq2 h, Fq2 r, Fq2 z3) {
        Fq2 i = h.twice().square();
        Fq2 j = h.multiply(i);
        Fq2 v = u1.multiply(i);
        Fq2 x3 = r.square().subtract(j).subtract(v.twice());
        Fq2 y3 = r.multiply(v.subtract(x3)).subtract(s1.multiply(j).twice());
        return new G2(x3, y3, z3);
    }

    /** dbl-2009-l. */
    public G2 twice() {
        Fq2 a = x.square();
        Fq2 b = y.square();
        Fq2 c = b.square();
        Fq2 d = x.add(b).square().subtract(a).subtract(c).twice();
        Fq2 e = a.twice().add(a);
        Fq2 x3 = e.square().subtract(d.twice());
        Fq2 y3 = e.multiply(d.subtract(x3)).subtract(c.twice().twice().twice());
        return new G2(x3, y3, y.multiply(z).twice());
    }

    public G2 negate() {
        return new G2(x, y.negate(), z);
    }

    public G2 multiply(Fr scalar) {
        return multiply(scalar.toBigInteger());
    }

    /** Any integer times this point, four bits at a time. */
    public G2 multiply(BigInteger scalar) {
        G2 base = scalar.signum() < 0 ? negate() : this;
        BigInteger bits = scalar.abs();
        List<G2> multiples = base.firstMultiples();
        G2 product = INFINITY;
        for (int window = (bits.bitLength() - 1) / 4; window >= 0; window--) {
            product = product.twice().twice().twice().twice();
            product = product.add(multiples.get(bits.shiftRight(4 * window).intValue() & 15));
        }
        return product;
    }

    private List<G2> firstMultiples() {
        List<G2> multiples = new ArrayList<>(16);
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
    public static List<Affine> toAffine(List<G2> points) {
        List<Fq2> zs = new ArrayList<>(points.size());
        for (G2 point : points) {
            zs.add(point.isInfinity() ? Fq2.ONE : point.z);
        }
        List<Fq2> inverses = Fq2.inverses(zs);
        List<Affine> affine = new ArrayList<>(points.size());
        for (int i = 0; i < inverses.size(); i++) {
            affine.add(points.get(i).scaled(inverses.get(i)));
        }
        return affine;
    }

    private Affine scaled(Fq2 zInverse) {
        Fq2 square = zInverse.square();
        return isInfinity()
                ? Affine.INFINITY
                : new Affine(x.multiply(square), y.multiply(square).multiply(zInverse));
    }

    public boolean isOnCurve() {
        return toAffine().isOnCurve();
    }

    /** {@link Affine#isInSubgroup}. */
    public boolean isInSubgroup() {
        return toAffine().isInSubgroup();
    }

    /** Whether both are the same point, whatever their z. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof G2 that && toAffine().equals(that.toAffine());
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
