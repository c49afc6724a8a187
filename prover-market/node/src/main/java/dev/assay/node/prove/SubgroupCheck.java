package dev.assay.node.prove;

import dev.assay.node.iden3.Points;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G2;
import java.security.SecureRandom;
import java.util.stream.IntStream;

/**
 * Whether all points of a table are in the group of order r. A key with a point of small order in it would make proofs whose
 * validity tells something about the witness.
 *
 * <p>One point costs a scalar multiplication, so random combinations of all of them are checked instead. The smallest prime
 * factor of the cofactor 2q - r is 10069: a coefficient of 16 bits hides a bad point with a chance of at most 7 in 65536,
 * four independent ones with less than 2^-52.
 */
public final class SubgroupCheck {

    private static final int ROUNDS = 4;
    private static final int COEFFICIENT_BOUND = 1 << 16;

    private final Backend backend;
    private final SecureRandom random;

    public SubgroupCheck(Backend backend, SecureRandom random) {
        this.backend = backend;
        this.random = random;
    }

    public boolean passes(Points<G2.Affine> points) {
        return IntStream.range(0, ROUNDS).allMatch(round -> combination(points).isInSubgroup());
    }

    private G2 combination(Points<G2.Affine> points) {
        return backend.msmG2(
                points,
                Scalars.of(random.ints(points.size(), 0, COEFFICIENT_BOUND)
                        .mapToObj(Fr::of)
                        .toArray(Fr[]::new)));
    }
}
