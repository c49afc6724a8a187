package dev.assay.node.prove;

import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Points;
import dev.assay.verification.pairing.AffinePoint;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.stream.IntStream;

/**
 * Whether all points of a table are in the group of order r. A key with a point of small order in it would make proofs whose
 * validity tells something about the witness.
 *
 * <p>One point costs a scalar multiplication, so of many points random combinations are checked instead: as many as it takes
 * to miss a bad point in all of them with a chance of less than 2^-52.
 */
public final class SubgroupCheck {

    private static final int SECURITY_BITS = 52;
    /** Sums of so few cost more than the points one by one. */
    private static final int FEW = 256;

    private static final int CHUNK = 1 << 16;

    private final Backend backend;
    private final SecureRandom random;

    public SubgroupCheck(Backend backend, SecureRandom random) {
        this.backend = backend;
        this.random = random;
    }

    public boolean passes(Points<?> points) {
        PointGroup group = points.format().group();
        Points<AffinePoint> affine = points.as(PointFormat.of(group));
        int order = smallestOrder(group);
        if (points.size() <= FEW) {
            return order == 1
                    || IntStream.range(0, points.size()).parallel().allMatch(i -> group.contains(affine.at(i)));
        }
        int bytes = order < 1 << Byte.SIZE ? 1 : 2;
        return IntStream.range(0, rounds(order, 1 << Byte.SIZE * bytes))
                .allMatch(round -> group.contains(backend.msm(affine, coefficients(points.size(), bytes))));
    }

    /** The smallest prime factor of the cofactor, or 1. */
    private static int smallestOrder(PointGroup group) {
        return switch (group) {
            case BN254_G1 -> 1;
            case BN254_G2 -> 10069;
            case BLS12_381_G1 -> 3;
            case BLS12_381_G2 -> 13;
        };
    }

    /** A coefficient is any one of the order's residues with a chance of at most ceil(bound / order) / bound. */
    private static int rounds(int order, int bound) {
        double bits = Math.log((double) bound / Math.ceilDiv(bound, order)) / Math.log(2);
        return order == 1 ? 0 : (int) Math.ceil(SECURITY_BITS / bits);
    }

    /** Of so few bytes each: less work than full ones. */
    private Scalars coefficients(int count, int bytes) {
        MemorySegment coefficients = Arena.ofAuto().allocate((long) count * Scalars.SIZE_BYTES, Long.BYTES);
        byte[] drawn = new byte[bytes * Math.min(count, CHUNK)];
        for (int i = 0; i < count; i++) {
            int at = bytes * (i % CHUNK);
            if (at == 0) {
                random.nextBytes(drawn);
            }
            MemorySegment.copy(MemorySegment.ofArray(drawn), at, coefficients, (long) i * Scalars.SIZE_BYTES, bytes);
        }
        return Scalars.of(coefficients);
    }
}
