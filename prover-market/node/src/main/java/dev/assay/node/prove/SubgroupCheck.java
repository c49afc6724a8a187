package dev.assay.node.prove;

import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Points;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.JacobianPoint;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether all points of a table are in the group of order r. A key with a point of small order in it would make proofs
 * whose validity tells something about the witness.
 *
 * <p>One point costs a scalar multiplication, so random sums of many are checked instead. Each way misses a bad point
 * with a chance of less than 2^-52.
 */
public final class SubgroupCheck {

    private static final int COMBINATIONS = 4;
    private static final int COEFFICIENT_BOUND = 1 << 16;
    private static final int SORTINGS = 7;
    private static final int DRAWN_AT_ONCE = 1 << 16;
    private static final int BUCKETS = 1 << Byte.SIZE;

    private final Backend backend;
    private final SecureRandom random;

    public SubgroupCheck(Backend backend, SecureRandom random) {
        this.backend = backend;
        this.random = random;
    }

    public boolean passes(Points<?> points) {
        PointGroup group = points.format().group();
        Points<AffinePoint> affine = points.as(PointFormat.of(group));
        return switch (group) {
            case BN254_G1 -> true;
            case BN254_G2 -> IntStream.range(0, COMBINATIONS).allMatch(round -> group.contains(combination(affine)));
            case BLS12_381_G1, BLS12_381_G2 -> affine.size() <= SORTINGS * BUCKETS ? each(affine) : sorted(affine);
        };
    }

    /**
     * For where no point has a small order. The smallest prime factor of the cofactor of BN254's twist, 2q - r, is
     * 10069: a coefficient of 16 bits hides a bad point with a chance of at most 7 in 65536.
     */
    private AffinePoint combination(Points<AffinePoint> points) {
        return backend.msm(
                points,
                Scalars.of(random.ints(points.size(), 0, COEFFICIENT_BOUND)
                        .mapToObj(Fr::of)
                        .toArray(Fr[]::new)));
    }

    private static boolean each(Points<AffinePoint> points) {
        PointGroup group = points.format().group();
        return IntStream.range(0, points.size()).parallel().allMatch(i -> group.contains(points.at(i)));
    }

    private boolean sorted(Points<AffinePoint> points) {
        return IntStream.range(0, SORTINGS).parallel().allMatch(round -> bucketsPass(points));
    }

    /**
     * For where points may have any order, as 3 in G1 of BLS12-381: each point goes into one of the buckets, and the
     * sums of the buckets are checked. Wherever all points but a bad one have gone, there is at most one bucket in
     * which that one leaves no sum outside of the group.
     */
    private boolean bucketsPass(Points<AffinePoint> points) {
        PointGroup group = points.format().group();
        CurveGroup law = group.law();
        JacobianPoint[] sums = Stream.generate(law::infinity).limit(BUCKETS).toArray(JacobianPoint[]::new);
        byte[] buckets = new byte[DRAWN_AT_ONCE];
        for (int i = 0; i < points.size(); i++) {
            if (i % DRAWN_AT_ONCE == 0) {
                random.nextBytes(buckets);
            }
            law.add(sums[Byte.toUnsignedInt(buckets[i % DRAWN_AT_ONCE])], points.at(i));
        }
        return Arrays.stream(law.toAffine(sums)).allMatch(group::contains);
    }
}
