package dev.assay.node.iden3;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import java.lang.foreign.MemorySegment;

/**
 * A group of points that keys hold: affine, each coordinate little-endian and in Montgomery form (times 2^256 or 2^384), in
 * G2 as c0 and then c1. All zeros are infinity. The order is that of {@code assay_group} in the native engine's header.
 */
public enum PointGroup {
    /** Has no points outside of it. */
    BN254_G1(Curve.BN254, 1),
    BN254_G2(Curve.BN254, 2),
    BLS12_381_G1(Curve.BLS12_381, 1),
    BLS12_381_G2(Curve.BLS12_381, 2);

    private final Curve curve;
    private final Prime base;
    /** Of the field of the coordinates over Fq. */
    private final int degree;

    PointGroup(Curve curve, int degree) {
        this.curve = curve;
        this.base = Prime.base(curve);
        this.degree = degree;
    }

    /** G1 of a curve. */
    public static PointGroup first(Curve curve) {
        return curve == Curve.BN254 ? BN254_G1 : BLS12_381_G1;
    }

    /** G2 of a curve. */
    public static PointGroup second(Curve curve) {
        return curve == Curve.BN254 ? BN254_G2 : BLS12_381_G2;
    }

    public Curve curve() {
        return curve;
    }

    public boolean isFirst() {
        return degree == 1;
    }

    /** The group law of the curve or twist that it is a part of, with its own scratch space. */
    public CurveGroup law() {
        return isFirst() ? curve.g1() : curve.g2();
    }

    /** Of a point. */
    public int sizeBytes() {
        return 2 * degree * base.sizeBytes();
    }

    /** Whether a point on the curve, or on the twist, is in the group of order r. */
    public boolean contains(AffinePoint point) {
        return isFirst()
                ? curve.arithmetic().isInFirstGroup(point)
                : curve.arithmetic().isInSecondGroup(point);
    }

    /** Whether each coordinate of the point at an offset is below q. */
    boolean isCanonical(MemorySegment bytes, long offset) {
        for (int at = 0; at < sizeBytes(); at += base.sizeBytes()) {
            if (!base.exceeds(bytes, offset + at)) {
                return false;
            }
        }
        return true;
    }

    /** The limbs of the point at an offset as they are: the pairing's field has the same Montgomery form. */
    AffinePoint at(MemorySegment bytes, long offset) {
        return new AffinePoint(coordinate(bytes, offset), coordinate(bytes, offset + sizeBytes() / 2));
    }

    private long[] coordinate(MemorySegment bytes, long offset) {
        long[] limbs = new long[sizeBytes() / 2 / Long.BYTES];
        Prime.limbs(bytes, offset, limbs);
        return limbs;
    }
}
