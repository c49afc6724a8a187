package dev.assay.verification.bn254;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.Fq12;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.pairing.PairingArithmetic.Product;
import java.util.List;

/**
 * The optimal ate pairing on BN254 (Vercauteren, "Optimal Pairings", 2008), raised to a fixed power that is prime to r: a
 * product of pairings is one here exactly where it is one under EIP-197. Its arguments must be in their groups.
 */
public final class Pairing {

    /** Two arguments of one pairing. */
    public record Pair(G1.Affine g1, PreparedG2 g2) {

        /** Draws the lines of the second point in passing: for a point that is used once. */
        public static Pair of(G1.Affine g1, G2.Affine g2) {
            return new Pair(g1, PreparedG2.unprepared(g2));
        }
    }

    private Pairing() {}

    /** Whether the product of the pairings is one, as the precompile of EIP-197 asks. True of no pairs. */
    public static boolean productIsOne(List<Pair> pairs) {
        return collected(pairs).isOne();
    }

    /** The product of the pairings, with one final exponentiation for all. */
    public static Fq12 product(List<Pair> pairs) {
        return collected(pairs).value();
    }

    private static Product collected(List<Pair> pairs) {
        PairingArithmetic arithmetic = Curve.BN254.arithmetic();
        Product product = arithmetic.product();
        for (Pair pair : pairs) {
            pair.g2().multiplyInto(product, pair.g1().point());
        }
        return product;
    }
}
