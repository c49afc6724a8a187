package dev.assay.verification.bn254;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.bn254.Pairing.Pair;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tower of fields and the pairing on top of it. */
class PairingTest {

    private static final BigInteger Q = Fq.MODULUS;

    private final Random random = new Random(21);

    @Test
    void towerIsAField() {
        for (int i = 0; i < 50; i++) {
            Fq12 a = randomFq12();
            Fq12 b = randomFq12();
            Fq12 c = randomFq12();
            assertEquals(a.multiply(b), b.multiply(a));
            assertEquals(a.multiply(b).multiply(c), a.multiply(b.multiply(c)));
            assertEquals(a.multiply(a), a.square());
            assertEquals(Fq12.ONE, a.multiply(a.inverse()));
            assertEquals(Fq6.ONE, a.c0().multiply(a.c0().inverse()));
            assertEquals(a.c0().multiply(v()), a.c0().timesV());
        }
        assertEquals(v().multiply(v()).multiply(v()), Fq6.ONE.multiply(Fq2.NON_RESIDUE));
        assertEquals(new Fq12(v(), Fq6.ZERO), new Fq12(Fq6.ZERO, Fq6.ONE).square());
    }

    @Test
    void sparseProductsAgreeWithFullOnes() {
        for (int i = 0; i < 50; i++) {
            Fq12 f = randomFq12();
            Fq2 a = randomFq2();
            Fq2 b = randomFq2();
            Fq2 c = randomFq2();
            Fq12 full = new Fq12(new Fq6(a, Fq2.ZERO, Fq2.ZERO), new Fq6(b, c, Fq2.ZERO));
            assertEquals(f.multiply(full), f.multiplySparse(a, b, c));
        }
    }

    @Test
    void frobeniusAndConjugationArePowers() {
        Fq12 a = randomFq12();
        assertEquals(a.pow(Q), a.frobenius());
        assertEquals(a.pow(Q.pow(6)), a.conjugate());
    }

    @Test
    void finalExponentiationIsTheDocumentedPower() {
        BigInteger x = BigInteger.valueOf(G2.X);
        BigInteger factor = x.pow(2).multiply(BigInteger.valueOf(6)).add(x.multiply(BigInteger.valueOf(3)));
        BigInteger multiple = factor.add(BigInteger.ONE).multiply(x).multiply(BigInteger.TWO);
        BigInteger exponent = Q.pow(12).subtract(BigInteger.ONE).divide(Fr.MODULUS);
        assertEquals(BigInteger.ONE, multiple.gcd(Fr.MODULUS));
        for (int i = 0; i < 3; i++) {
            Fq12 f = randomFq12();
            assertEquals(f.pow(exponent.multiply(multiple)), Pairing.finalExponentiation(f));
        }
    }

    @Test
    void isBilinear() {
        Fq12 base = pairing(G1.GENERATOR, G2.GENERATOR);
        assertFalse(base.isOne());
        assertTrue(base.pow(Fr.MODULUS).isOne());
        for (int i = 0; i < 10; i++) {
            Fr a = Fr.random(random);
            Fr b = Fr.random(random);
            Fq12 expected = base.pow(a.multiply(b).toBigInteger());
            assertEquals(expected, pairing(G1.GENERATOR.multiply(a), G2.GENERATOR.multiply(b)));
            assertEquals(expected, pairing(G1.GENERATOR.multiply(a.multiply(b)), G2.GENERATOR));
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

    private static Fq6 v() {
        return new Fq6(Fq2.ZERO, Fq2.ONE, Fq2.ZERO);
    }

    private Fq12 randomFq12() {
        return new Fq12(new Fq6(randomFq2(), randomFq2(), randomFq2()), new Fq6(randomFq2(), randomFq2(), randomFq2()));
    }

    private Fq2 randomFq2() {
        return new Fq2(Fq.random(random), Fq.random(random));
    }
}
