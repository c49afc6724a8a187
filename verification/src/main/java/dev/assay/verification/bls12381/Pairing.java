package dev.assay.verification.bls12381;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.Fq12;
import dev.assay.verification.pairing.PairingArithmetic.Product;
import java.util.List;

/**
 * The optimal ate pairing on BLS12-381, raised to a fixed power that is prime to r: a product of pairings is one here
 * exactly where it is one under EIP-2537. Its arguments must be in their groups.
 */
public final class Pairing {

    /** Two arguments of one pairing. */
    public record Pair(G1 g1, G2 g2) {}

    private Pairing() {}

    /** Whether the product of the pairings is one, as the precompile of EIP-2537 asks. True of no pairs. */
    public static boolean productIsOne(List<Pair> pairs) {
        return collected(pairs).isOne();
    }

    /** The product of the pairings, with one final exponentiation for all. */
    public static Fq12 product(List<Pair> pairs) {
        return collected(pairs).value();
    }

    private static Product collected(List<Pair> pairs) {
        Product product = Curve.BLS12_381.arithmetic().product();
        for (Pair pair : pairs) {
            product.times(pair.g1().point(), pair.g2().point());
        }
        return product;
    }
}
