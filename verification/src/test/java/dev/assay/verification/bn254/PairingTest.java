package dev.assay.verification.bn254;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.bn254.Pairing.Pair;
import dev.assay.verification.pairing.Fq12;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The pairing of points of {@link G1} and {@link G2}; its arithmetic is tested where it is, for both curves. */
class PairingTest {

    private final Random random = new Random(21);

    @Test
    void isBilinear() {
        for (int i = 0; i < 5; i++) {
            Fr a = Fr.random(random);
            Fr b = Fr.random(random);
            Fq12 expected = pairing(G1.GENERATOR.multiply(a), G2.GENERATOR.multiply(b));
            assertEquals(expected, pairing(G1.GENERATOR.multiply(a.multiply(b)), G2.GENERATOR));
            assertEquals(expected, pairing(G1.GENERATOR, G2.GENERATOR.multiply(a.multiply(b))));
            assertNotEquals(expected, pairing(G1.GENERATOR, G2.GENERATOR.multiply(a.add(b))));
        }
    }

    @Test
    void productsOfPairingsAreOneExactlyWhenTheirExponentsCancel() {
        for (int i = 0; i < 10; i++) {
            Fr a = Fr.random(random);
            Fr b = Fr.random(random);
            Pair left = pair(G1.GENERATOR.multiply(a), G2.GENERATOR.multiply(b));
            Pair right = pair(G1.GENERATOR.multiply(a.multiply(b)).negate(), G2.GENERATOR);
            Pair wrong = pair(G1.GENERATOR.multiply(a.multiply(b).add(Fr.ONE)).negate(), G2.GENERATOR);
            assertTrue(Pairing.productIsOne(List.of(left, right)));
            assertTrue(
                    Pairing.productIsOne(List.of(left, new Pair(right.g1(), PreparedG2.of(G2.GENERATOR.toAffine())))));
            assertFalse(Pairing.productIsOne(List.of(left, wrong)));
        }
    }

    @Test
    void infinityPairsToOne() {
        assertTrue(Pairing.productIsOne(List.of()));
        assertTrue(Pairing.productIsOne(List.of(pair(G1.INFINITY, G2.GENERATOR), pair(G1.GENERATOR, G2.INFINITY))));
    }

    private static Fq12 pairing(G1 p, G2 q) {
        return Pairing.product(List.of(pair(p, q)));
    }

    private static Pair pair(G1 p, G2 q) {
        return Pair.of(p.toAffine(), q.toAffine());
    }
}
