package dev.assay.node.prove.kzg;

import dev.assay.node.iden3.Points;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.Scalars;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.bn254.Pairing;
import dev.assay.verification.bn254.Pairing.Pair;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.List;

/**
 * Whether a key's points are [1], [tau], [tau^2], ... for the tau of its verification key. With other points, a proof that
 * verifies could say something about the witness.
 *
 * <p>Pairings of each neighbour with the next would take a pairing a point; one pairing of random sums does for all, and is
 * wrong with a chance of 2^-63.
 */
public record PowersOfTau(Backend backend, SecureRandom random) {

    private static final int CHUNK = 4096;
    private static final ValueLayout.OfLong LOW_WORD = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** @param tau in the group of order r, and not infinity */
    public boolean are(Points<G1.Affine> points, G2.Affine tau) {
        return points.at(0).equals(G1.GENERATOR.toAffine()) && eachIsTauTimesTheLast(points, tau);
    }

    private boolean eachIsTauTimesTheLast(Points<G1.Affine> points, G2.Affine tau) {
        int steps = points.size() - 1;
        Scalars weights = weights(steps);
        G1.Affine here = backend.msm(points.first(steps), weights);
        G1.Affine next = backend.msm(points.skip(1), weights);
        return Pairing.productIsOne(List.of(Pair.of(here, tau), Pair.of(next.negate(), G2.GENERATOR.toAffine())));
    }

    /** Of 63 bits each: enough, and less work than full ones. */
    private Scalars weights(int count) {
        MemorySegment weights = Arena.ofAuto().allocate((long) count * Scalars.SIZE_BYTES, Long.BYTES);
        ByteBuffer drawn = ByteBuffer.allocate(CHUNK * Long.BYTES);
        for (int i = 0; i < count; i++) {
            if (i % CHUNK == 0) {
                random.nextBytes(drawn.array());
                drawn.rewind();
            }
            weights.set(LOW_WORD, (long) i * Scalars.SIZE_BYTES, drawn.getLong() & Long.MAX_VALUE);
        }
        return Scalars.of(weights);
    }

    /**
     * Whether tau is one of the n roots of unity: then what hides a polynomial is zero at tau, and a commitment shows a
     * wire's value to whoever guesses it.
     */
    public static boolean isRootOfUnity(Points<G1.Affine> points, int rows) {
        return points.at(rows).equals(points.at(0));
    }
}
