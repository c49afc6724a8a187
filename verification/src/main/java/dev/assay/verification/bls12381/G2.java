package dev.assay.verification.bls12381;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.JacobianPoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point of the twist y^2 = x^3 + 4 (1 + u) over Fq2. The twist has many points outside the group of order r: one from
 * outside is only in G2 after {@link #isOnCurve} and {@link #isInSubgroup}.
 */
public final class G2 {

    public static final G2 INFINITY = new G2(G2.group().toAffine(G2.group().infinity()));
    public static final G2 GENERATOR = new G2(Curve.BLS12_381.secondGenerator());

    private final AffinePoint point;

    private G2(AffinePoint point) {
        this.point = point;
    }

    /** Two coordinates, of which nothing is known yet; (0, 0) is infinity. @throws IllegalArgumentException if one is not below q */
    public static G2 of(Fq2 x, Fq2 y) {
        return new G2(new AffinePoint(limbs(x), limbs(y)));
    }

    /** One of the two points of the curve with this x, if there are any. @throws IllegalArgumentException if it is not below q */
    public static Optional<G2> withX(Fq2 x) {
        return group().withX(limbs(x)).map(G2::new);
    }

    /** The same limbs, as the pairing takes them. */
    public static G2 of(AffinePoint point) {
        return new G2(point);
    }

    /** The same limbs, as the pairing takes them. */
    public AffinePoint point() {
        return point;
    }

    public Fq2 x() {
        return fq2(point.x());
    }

    public Fq2 y() {
        return fq2(point.y());
    }

    public boolean isInfinity() {
        return point.isInfinity();
    }

    /** True for infinity. */
    public boolean isOnCurve() {
        return group().isOnCurve(point);
    }

    /** Whether a point on the curve is in the group of order r, by an endomorphism. */
    public boolean isInSubgroup() {
        return Curve.BLS12_381.arithmetic().isInSecondGroup(point);
    }

    public G2 add(G2 other) {
        CurveGroup group = group();
        JacobianPoint sum = group.of(point);
        group.add(sum, other.point);
        return new G2(group.toAffine(sum));
    }

    public G2 negate() {
        return new G2(group().negate(point));
    }

    /** Any integer times this point. */
    public G2 multiply(BigInteger scalar) {
        CurveGroup group = group();
        return new G2(group.toAffine(group.multiply(group.of(point), scalar)));
    }

    /**
     * The sum of scalars[i] points[i], for scalars that are not negative.
     *
     * @throws IllegalArgumentException unless there are as many scalars as points
     */
    public static G2 sumOfProducts(List<BigInteger> scalars, List<G2> points) {
        List<AffinePoint> affine = new ArrayList<>(points.size());
        for (G2 point : points) {
            affine.add(point.point);
        }
        CurveGroup group = group();
        return new G2(group.toAffine(group.sumOfProducts(scalars, affine)));
    }

    private static long[] limbs(Fq2 value) {
        return Curve.BLS12_381.toLimbs(value.c0(), value.c1());
    }

    private static Fq2 fq2(long[] limbs) {
        return new Fq2(Curve.BLS12_381.part(limbs, 0), Curve.BLS12_381.part(limbs, 1));
    }

    private static CurveGroup group() {
        return Curve.BLS12_381.arithmetic().g2();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof G2 that && point.equals(that.point);
    }

    @Override
    public int hashCode() {
        return point.hashCode();
    }

    @Override
    public String toString() {
        return "(" + x() + ", " + y() + ")";
    }
}
