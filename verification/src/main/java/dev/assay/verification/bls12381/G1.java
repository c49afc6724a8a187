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
 * A point of y^2 = x^3 + 4 over Fq. The curve has points outside the group of order r: one from outside is only in G1
 * after {@link #isOnCurve} and {@link #isInSubgroup}.
 */
public final class G1 {

    public static final G1 INFINITY = new G1(G1.group().toAffine(G1.group().infinity()));
    public static final G1 GENERATOR = new G1(Curve.BLS12_381.firstGenerator());

    private final AffinePoint point;

    private G1(AffinePoint point) {
        this.point = point;
    }

    /** Two coordinates, of which nothing is known yet; (0, 0) is infinity. @throws IllegalArgumentException if one is not below q */
    public static G1 of(BigInteger x, BigInteger y) {
        return new G1(
                new AffinePoint(Curve.BLS12_381.fq().of(x), Curve.BLS12_381.fq().of(y)));
    }

    /** One of the two points of the curve with this x, if there are any. @throws IllegalArgumentException if it is not below q */
    public static Optional<G1> withX(BigInteger x) {
        return group().withX(Curve.BLS12_381.fq().of(x)).map(G1::new);
    }

    /** The same limbs, as the pairing takes them. */
    public static G1 of(AffinePoint point) {
        return new G1(point);
    }

    /** The same limbs, as the pairing takes them. */
    public AffinePoint point() {
        return point;
    }

    public BigInteger x() {
        return Curve.BLS12_381.fq().toBigInteger(point.x());
    }

    public BigInteger y() {
        return Curve.BLS12_381.fq().toBigInteger(point.y());
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
        return Curve.BLS12_381.arithmetic().isInFirstGroup(point);
    }

    public G1 add(G1 other) {
        CurveGroup group = group();
        JacobianPoint sum = group.of(point);
        group.add(sum, other.point);
        return new G1(group.toAffine(sum));
    }

    public G1 negate() {
        return new G1(group().negate(point));
    }

    /** Any integer times this point. */
    public G1 multiply(BigInteger scalar) {
        CurveGroup group = group();
        return new G1(group.toAffine(group.multiply(group.of(point), scalar)));
    }

    /**
     * The sum of scalars[i] points[i], for scalars that are not negative.
     *
     * @throws IllegalArgumentException unless there are as many scalars as points
     */
    public static G1 sumOfProducts(List<BigInteger> scalars, List<G1> points) {
        List<AffinePoint> affine = new ArrayList<>(points.size());
        for (G1 point : points) {
            affine.add(point.point);
        }
        CurveGroup group = group();
        return new G1(group.toAffine(group.sumOfProducts(scalars, affine)));
    }

    private static CurveGroup group() {
        return Curve.BLS12_381.arithmetic().g1();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof G1 that && point.equals(that.point);
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
