package dev.assay.verification.bn254;

import java.math.BigInteger;
import java.util.List;

/**
 * The optimal ate pairing on BN254 (Vercauteren, "Optimal Pairings", 2008), raised to a fixed power that is prime to r: a
 * product of pairings is one here exactly where it is one under EIP-197. Its arguments must be in their groups.
 */
public final class Pairing {

    private static final List<Integer> X = PreparedG2.nonAdjacentForm(BigInteger.valueOf(G2.X));

    /** Two arguments of one pairing. */
    public record Pair(G1.Affine g1, PreparedG2 g2) {

        public static Pair of(G1.Affine g1, G2.Affine g2) {
            return new Pair(g1, PreparedG2.of(g2));
        }
    }

    private Pairing() {}

    /** Whether the product of the pairings is one, as the precompile of EIP-197 asks. True of no pairs. */
    public static boolean productIsOne(List<Pair> pairs) {
        return product(pairs).isOne();
    }

    /** The product of the pairings, with one final exponentiation for all. */
    public static Fq12 product(List<Pair> pairs) {
        return finalExponentiation(millerLoop(pairs));
    }

    /** Pairs with an infinity in them contribute one. */
    static Fq12 millerLoop(List<Pair> pairs) {
        List<Pair> finite = pairs.stream()
                .filter(pair -> !pair.g1().isInfinity() && !pair.g2().isInfinity())
                .toList();
        Fq12 f = Fq12.ONE;
        int line = 0;
        for (int digit : PreparedG2.LOOP.subList(1, PreparedG2.LOOP.size())) {
            f = timesLines(f.square(), finite, line++);
            f = digit == 0 ? f : timesLines(f, finite, line++);
        }
        f = timesLines(f, finite, line++);
        return timesLines(f, finite, line);
    }

    private static Fq12 timesLines(Fq12 f, List<Pair> pairs, int line) {
        Fq12 product = f;
        for (Pair pair : pairs) {
            product = pair.g2().line(line).times(product, pair.g1());
        }
        return product;
    }

    /** To the power (q^12 - 1) / r, times 2x (6x^2 + 3x + 1). */
    static Fq12 finalExponentiation(Fq12 f) {
        return hardPart(easyPart(f));
    }

    /** To the power (q^6 - 1)(q^2 + 1), which lands in the cyclotomic subgroup. */
    private static Fq12 easyPart(Fq12 f) {
        Fq12 g = f.conjugate().multiply(f.inverse());
        return g.frobenius().frobenius().multiply(g);
    }

    /**
     * To the power (q^4 - q^2 + 1) / r, times 2x (6x^2 + 3x + 1), which in base q is (1 + 6x + 12x^2 + 12x^3) + (4x + 6x^2 +
     * 12x^3) q + (6x + 6x^2 + 12x^3) q^2 + (-1 + 4x + 6x^2 + 12x^3) q^3 (Fuentes-Castañeda, Knapp, Rodríguez-Henríquez,
     * "Faster Hashing to G2", SAC 2011).
     */
    private static Fq12 hardPart(Fq12 f) {
        Fq12 x2 = power(f).cyclotomicSquare();
        Fq12 x6 = x2.cyclotomicSquare().multiply(x2);
        Fq12 xx6 = power(x6);
        Fq12 xxx12 = power(xx6.cyclotomicSquare());
        Fq12 second = xxx12.multiply(xx6).multiply(x6);
        Fq12 first = second.multiply(x2.conjugate());
        Fq12 zeroth = second.multiply(xx6).multiply(f);
        Fq12 third = first.multiply(f.conjugate());
        return third.frobenius()
                .multiply(second)
                .frobenius()
                .multiply(first)
                .frobenius()
                .multiply(zeroth);
    }

    /** The x-th power of an element of the cyclotomic subgroup, where inverses are conjugates. */
    private static Fq12 power(Fq12 f) {
        Fq12 inverse = f.conjugate();
        Fq12 power = f;
        for (int digit : X.subList(1, X.size())) {
            power = power.cyclotomicSquare();
            if (digit != 0) {
                power = power.multiply(digit > 0 ? f : inverse);
            }
        }
        return power;
    }
}
