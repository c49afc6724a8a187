package dev.assay.node.iden3;

import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.AffinePoint;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Function;

/**
 * How points are read from files, and as what: for any group as the limbs that the pairing takes ({@link #of}), for BN254
 * also as objects with arithmetic of their own.
 *
 * @param group whose form the file has
 * @param made of the limbs
 * @param limbs the other way
 * @param <A> an affine point
 */
public record PointFormat<A>(PointGroup group, Function<AffinePoint, A> made, Function<A, AffinePoint> limbs) {

    /** 64 bytes: x, y. */
    public static final PointFormat<G1.Affine> G1_POINT =
            new PointFormat<>(PointGroup.BN254_G1, G1.Affine::of, G1.Affine::point);
    /** 128 bytes: x.c0, x.c1, y.c0, y.c1. */
    public static final PointFormat<G2.Affine> G2_POINT =
            new PointFormat<>(PointGroup.BN254_G2, G2.Affine::of, G2.Affine::point);

    public static PointFormat<AffinePoint> of(PointGroup group) {
        return new PointFormat<>(group, Function.identity(), Function.identity());
    }

    public int sizeBytes() {
        return group.sizeBytes();
    }

    /** The point, or nothing unless each coordinate is below q. */
    public Optional<A> decode(byte[] bytes) {
        MemorySegment segment = MemorySegment.ofArray(bytes);
        return group.isCanonical(segment, 0) ? Optional.of(at(segment, 0)) : Optional.empty();
    }

    /** The point at an offset, whose coordinates are known to be below q. */
    A at(MemorySegment bytes, long offset) {
        return made.apply(group.at(bytes, offset));
    }

    public byte[] encode(A point) {
        AffinePoint affine = limbs.apply(point);
        ByteBuffer out = ByteBuffer.allocate(sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        out.asLongBuffer().put(affine.x()).put(affine.y());
        return out.array();
    }

    /** True for infinity. */
    public boolean isOnCurve(A point) {
        return group.law().isOnCurve(limbs.apply(point));
    }
}
