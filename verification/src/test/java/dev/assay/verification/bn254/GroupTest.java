package dev.assay.verification.bn254;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The group laws of G1 and G2. */
class GroupTest {

    private final Random random = new Random(11);

    @Test
    void generatorsHaveOrderR() {
        assertTrue(G1.GENERATOR.isOnCurve());
        assertTrue(G2.GENERATOR.isOnCurve());
        assertTrue(G1.GENERATOR.multiply(Fr.MODULUS).isInfinity());
        assertTrue(G2.GENERATOR.multiply(Fr.MODULUS).isInfinity());
        assertEquals(G1.GENERATOR.negate(), G1.GENERATOR.multiply(Fr.ONE.negate()));
    }

    @Test
    void pointsOfTheFirstGroupAddLikeTheirScalars() {
        for (int i = 0; i < 50; i++) {
            Fr a = Fr.random(random);
            Fr b = Fr.random(random);
            G1 sum = G1.GENERATOR.multiply(a.add(b));
            assertEquals(sum, G1.GENERATOR.multiply(a).add(G1.GENERATOR.multiply(b)));
            assertEquals(
                    sum, G1.GENERATOR.multiply(a).add(G1.GENERATOR.multiply(b).toAffine()));
            assertEquals(
                    G1.GENERATOR.multiply(a.twice()), G1.GENERATOR.multiply(a).twice());
            assertEquals(
                    G1.GENERATOR.multiply(a.multiply(b)),
                    G1.GENERATOR.multiply(a).multiply(b));
            assertTrue(sum.isOnCurve());
        }
    }

    @Test
    void pointsOfTheSecondGroupAddLikeTheirScalars() {
        for (int i = 0; i < 20; i++) {
            Fr a = Fr.random(random);
            Fr b = Fr.random(random);
            G2 sum = G2.GENERATOR.multiply(a.add(b));
            assertEquals(sum, G2.GENERATOR.multiply(a).add(G2.GENERATOR.multiply(b)));
            assertEquals(
                    sum, G2.GENERATOR.multiply(a).add(G2.GENERATOR.multiply(b).toAffine()));
            assertEquals(
                    G2.GENERATOR.multiply(a.twice()), G2.GENERATOR.multiply(a).twice());
            assertTrue(sum.isOnCurve());
            assertTrue(sum.isInSubgroup());
        }
    }

    @Test
    void specialCasesOfAdditionHold() {
        G1 p = G1.GENERATOR.multiply(Fr.random(random));
        G2 q = G2.GENERATOR.multiply(Fr.random(random));
        assertEquals(p.twice(), p.add(p));
        assertEquals(p.twice(), p.add(p.toAffine()));
        assertEquals(p.twice(), p.add(p.twice().add(p.negate())));
        assertTrue(p.add(p.negate()).isInfinity());
        assertTrue(p.add(p.negate().toAffine()).isInfinity());
        assertEquals(p, p.add(G1.INFINITY));
        assertEquals(p, p.add(G1.Affine.INFINITY));
        assertEquals(p, G1.INFINITY.add(p));
        assertEquals(p, G1.INFINITY.add(p.toAffine()));
        assertTrue(G1.INFINITY.twice().isInfinity());
        assertTrue(p.multiply(BigInteger.ZERO).isInfinity());
        assertEquals(p.negate(), p.multiply(BigInteger.ONE.negate()));
        assertEquals(q.twice(), q.add(q));
        assertEquals(q.twice(), q.add(q.toAffine()));
        assertTrue(q.add(q.negate()).isInfinity());
        assertEquals(q, q.add(G2.INFINITY));
        assertEquals(q, G2.INFINITY.add(q.toAffine()));
        assertTrue(G2.INFINITY.isInSubgroup());
    }

    @Test
    void sumsOfProductsAgreeWithTheirParts() {
        List<Fr> scalars = List.of(Fr.random(random), Fr.ZERO, Fr.ONE.negate(), Fr.of(16), Fr.random(random));
        List<G1.Affine> points = new ArrayList<>();
        G1 expected = G1.INFINITY;
        for (Fr scalar : scalars) {
            G1 point = points.size() == 4 ? G1.INFINITY : G1.GENERATOR.multiply(Fr.random(random));
            points.add(point.toAffine());
            expected = expected.add(point.multiply(scalar));
        }
        assertEquals(expected, G1.sumOfProducts(scalars, points));
        assertTrue(G1.sumOfProducts(List.of(), List.of()).isInfinity());
        assertThrows(IllegalArgumentException.class, () -> G1.sumOfProducts(List.of(Fr.ONE), List.of()));
    }

    @Test
    void manyPointsBecomeAffineAtOnce() {
        List<G1> points = List.of(G1.GENERATOR.multiply(Fr.of(7)), G1.INFINITY, G1.GENERATOR);
        assertEquals(points.stream().map(G1::toAffine).toList(), G1.toAffine(points));
        assertEquals(G1.Affine.INFINITY, G1.toAffine(points).get(1));
        List<G2> others = List.of(G2.INFINITY, G2.GENERATOR.twice());
        assertEquals(others.stream().map(G2::toAffine).toList(), G2.toAffine(others));
    }

    @Test
    void pointsOffTheCurveAreSeen() {
        assertFalse(new G1.Affine(Fq.ONE, Fq.ONE).isOnCurve());
        assertFalse(new G2.Affine(Fq2.ONE, Fq2.ONE).isOnCurve());
        assertFalse(new G1.Affine(Fq.ZERO, Fq.ONE).isOnCurve());
    }

    /** The oracle is multiplication by r, on points of the twist of which nearly all are outside the group. */
    @Test
    void subgroupCheckAgreesWithMultiplicationByTheOrder() {
        BigInteger cofactor = Fq.MODULUS.shiftLeft(1).subtract(Fr.MODULUS);
        for (int i = 0; i < 20; i++) {
            G2 outside = pointOfTheTwist();
            G2 inside = outside.multiply(cofactor);
            assertTrue(outside.isOnCurve());
            assertFalse(outside.multiply(Fr.MODULUS).isInfinity());
            assertFalse(outside.isInSubgroup());
            assertTrue(inside.multiply(Fr.MODULUS).isInfinity());
            assertTrue(inside.isInSubgroup());
            assertFalse(inside.add(outside.multiply(Fr.MODULUS)).isInSubgroup());
        }
    }

    private G2 pointOfTheTwist() {
        Fq2 b = Fq2.NON_RESIDUE.inverse().multiply(Fq.of(3));
        while (true) {
            Fq2 x = new Fq2(Fq.random(random), Fq.random(random));
            Optional<Fq2> y = squareRoot(x.square().multiply(x).add(b));
            if (y.isPresent()) {
                return new G2.Affine(x, y.get()).toJacobian();
            }
        }
    }

    /** By the complex method; q = 3 mod 4. */
    private static Optional<Fq2> squareRoot(Fq2 a) {
        BigInteger quarter = Fq.MODULUS.add(BigInteger.ONE).shiftRight(2);
        Fq half = Fq.of(2).inverse();
        Fq norm = a.c0().square().add(a.c1().square()).pow(quarter);
        for (Fq root : List.of(norm, norm.negate())) {
            Fq real = a.c0().add(root).multiply(half).pow(quarter);
            if (!real.isZero()) {
                Fq2 candidate = new Fq2(real, a.c1().multiply(half).multiply(real.inverse()));
                if (candidate.square().equals(a)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }
}
