package dev.assay.verification.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The groups and the pairing, for both curves. */
class PairingArithmeticTest {

    private final Random random = new Random(81);

    static List<Curve> curves() {
        return TowerTest.curves();
    }

    @ParameterizedTest
    @MethodSource("curves")
    void generatorsHaveOrderR(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        BigInteger r = curve.fr().modulus();
        CurveGroup g1 = arithmetic.g1();
        CurveGroup g2 = arithmetic.g2();
        assertTrue(g1.isOnCurve(curve.firstGenerator()));
        assertTrue(g2.isOnCurve(curve.secondGenerator()));
        assertTrue(g1.isInfinity(g1.multiply(g1.of(curve.firstGenerator()), r)));
        assertTrue(g2.isInfinity(g2.multiply(g2.of(curve.secondGenerator()), r)));
        assertTrue(arithmetic.isInFirstGroup(curve.firstGenerator()));
        assertTrue(arithmetic.isInSecondGroup(curve.secondGenerator()));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void specialCasesOfAdditionHold(Curve curve) {
        for (CurveGroup group :
                List.of(curve.arithmetic().g1(), curve.arithmetic().g2())) {
            AffinePoint generator =
                    group.field().limbs() == curve.fq().limbs() ? curve.firstGenerator() : curve.secondGenerator();
            AffinePoint p = multiple(group, generator, scalar(curve));
            AffinePoint infinity = group.toAffine(group.infinity());
            assertTrue(infinity.isInfinity());
            assertTrue(group.isOnCurve(infinity));
            assertEquals(multiple(group, p, BigInteger.TWO), sum(group, p, p));
            assertEquals(infinity, sum(group, p, group.negate(p)));
            assertEquals(p, sum(group, p, infinity));
            assertEquals(p, sum(group, infinity, p));
            assertEquals(infinity, sum(group, infinity, infinity));
            assertEquals(infinity, multiple(group, p, BigInteger.ZERO));
            assertEquals(group.negate(p), multiple(group, p, BigInteger.ONE.negate()));
            assertTrue(group.areSame(group.infinity(), group.of(infinity)));
            assertFalse(group.areSame(group.infinity(), group.of(p)));
            assertFalse(group.areSame(group.of(p), group.of(group.negate(p))));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void sumsOfProductsAgreeWithTheirParts(Curve curve) {
        CurveGroup g1 = curve.arithmetic().g1();
        List<BigInteger> scalars = List.of(
                scalar(curve),
                BigInteger.ZERO,
                curve.fr().modulus().subtract(BigInteger.ONE),
                BigInteger.TEN,
                scalar(curve));
        List<AffinePoint> points = new ArrayList<>();
        JacobianPoint expected = g1.infinity();
        for (BigInteger scalar : scalars) {
            AffinePoint point =
                    multiple(g1, curve.firstGenerator(), points.size() == 4 ? BigInteger.ZERO : scalar(curve));
            points.add(point);
            g1.add(expected, g1.multiply(g1.of(point), scalar));
        }
        assertTrue(g1.areSame(expected, g1.sumOfProducts(scalars, points)));
        assertTrue(g1.isInfinity(g1.sumOfProducts(List.of(), List.of())));
    }

    /** The oracle is multiplication by r, on points of which nearly all are outside the group. */
    @ParameterizedTest
    @MethodSource("curves")
    void subgroupChecksAgreeWithMultiplicationByTheOrder(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        BigInteger r = curve.fr().modulus();
        int outside = 0;
        for (int i = 0; i < 20; i++) {
            AffinePoint p = pointOfTheCurve(curve);
            boolean inFirst = arithmetic
                    .g1()
                    .isInfinity(arithmetic.g1().multiply(arithmetic.g1().of(p), r));
            assertEquals(inFirst, arithmetic.isInFirstGroup(p));
            AffinePoint q = pointOfTheTwist(curve);
            CurveGroup g2 = arithmetic.g2();
            boolean inSecond = g2.isInfinity(g2.multiply(g2.of(q), r));
            assertEquals(inSecond, arithmetic.isInSecondGroup(q));
            outside += inSecond ? 0 : 1;
            AffinePoint torsion = multiple(g2, q, r);
            assertFalse(arithmetic.isInSecondGroup(sum(g2, torsion, curve.secondGenerator())));
            AffinePoint cleared = multiple(g2, q, cofactor(curve));
            assertTrue(arithmetic.isInSecondGroup(cleared));
        }
        assertEquals(20, outside);
    }

    /** Of small order the walk comes to infinity, or to the point that it is to add, which its formulas do not expect. */
    @ParameterizedTest
    @MethodSource("curves")
    void pointsOfSmallOrderAreNotInTheSecondGroup(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        CurveGroup g2 = arithmetic.g2();
        BigInteger order = cofactor(curve).multiply(curve.fr().modulus());
        for (int prime : curve == Curve.BN254 ? new int[] {10069} : new int[] {13, 23, 2713}) {
            BigInteger rest = order;
            while (rest.mod(BigInteger.valueOf(prime)).signum() == 0) {
                rest = rest.divide(BigInteger.valueOf(prime));
            }
            AffinePoint p = multiple(g2, pointOfTheTwist(curve), rest);
            assertFalse(p.isInfinity());
            assertFalse(arithmetic.isInSecondGroup(p));
            AffinePoint sum = sum(g2, p, curve.secondGenerator());
            assertFalse(arithmetic.isInSecondGroup(sum));
            assertEquals(List.of(false, true, false), arePrepared(arithmetic, p, curve.secondGenerator(), sum));
        }
    }

    private static List<Boolean> arePrepared(PairingArithmetic arithmetic, AffinePoint... points) {
        return arithmetic.prepareAll(List.of(points)).stream()
                .map(Optional::isPresent)
                .toList();
    }

    /** Those outside the group, and infinity, do not disturb the others that they share inversions with. */
    @ParameterizedTest
    @MethodSource("curves")
    void pointsPreparedTogetherPairAsEachAlone(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        CurveGroup g2 = arithmetic.g2();
        AffinePoint infinity = g2.toAffine(g2.infinity());
        AffinePoint outside = pointOfTheTwist(curve);
        AffinePoint torsion = multiple(g2, outside, curve.fr().modulus());
        AffinePoint mixed = sum(g2, torsion, curve.secondGenerator());
        AffinePoint q = multiple(g2, curve.secondGenerator(), scalar(curve));
        List<AffinePoint> points =
                List.of(outside, q, infinity, curve.secondGenerator(), torsion, mixed, g2.negate(q), q);
        List<Optional<PreparedPoint>> prepared = arithmetic.prepareAll(points);
        for (int i = 0; i < points.size(); i++) {
            assertEquals(i == 1 || i == 3 || i >= 6, prepared.get(i).isPresent());
            if (prepared.get(i).isPresent()) {
                PreparedPoint lines = prepared.get(i).orElseThrow();
                AffinePoint p = curve.firstGenerator();
                assertEquals(
                        arithmetic.product().times(p, points.get(i)).value(),
                        arithmetic.product().times(p, lines).value());
            }
        }
        assertTrue(arithmetic.prepareAll(List.of()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("curves")
    void combsAgreeWithTheirParts(Curve curve) {
        CurveGroup g1 = curve.arithmetic().g1();
        BigInteger r = curve.fr().modulus();
        List<BigInteger> scalars =
                List.of(scalar(curve), BigInteger.ZERO, r.subtract(BigInteger.ONE), BigInteger.ONE, scalar(curve));
        List<AffinePoint> points = new ArrayList<>();
        for (BigInteger scalar : scalars) {
            points.add(multiple(g1, curve.firstGenerator(), points.size() == 4 ? BigInteger.ZERO : scalar(curve)));
        }
        JacobianPoint sum = new Comb(g1, points).sumOfProducts(g1, scalars);
        assertTrue(g1.areSame(g1.sumOfProducts(scalars, points), sum));
        assertTrue(g1.isInfinity(new Comb(g1, List.of()).sumOfProducts(g1, List.of())));
        // As many points as make the comb have fewer teeth.
        List<BigInteger> twiceScalars =
                Stream.concat(scalars.stream(), scalars.stream()).toList();
        List<AffinePoint> twicePoints =
                Stream.concat(points.stream(), points.stream()).toList();
        g1.twice(sum);
        assertTrue(g1.areSame(sum, new Comb(g1, twicePoints).sumOfProducts(g1, twiceScalars)));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void everyFormOfAnArgumentPairsAlike(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint p = g1.multiply(g1.of(curve.firstGenerator()), scalar(curve));
        AffinePoint q = multiple(arithmetic.g2(), curve.secondGenerator(), scalar(curve));
        DrawnPoint drawn = arithmetic.draw(q);
        Fq12 expected = arithmetic.product().times(g1.toAffine(p), q).value();
        assertEquals(expected, arithmetic.product().times(p, drawn).value());
        assertEquals(expected, arithmetic.product().times(g1.toAffine(p), drawn).value());
        assertEquals(
                expected,
                arithmetic.product().times(p, arithmetic.prepare(drawn)).value());
        assertTrue(arithmetic.product().times(g1.infinity(), drawn).isOne());
    }

    /** From the orders of the twists: EIP-197 and the draft of the curve's authors agree with these formulas. */
    private static BigInteger cofactor(Curve curve) {
        BigInteger q = curve.fq().modulus();
        BigInteger r = curve.fr().modulus();
        if (curve == Curve.BN254) {
            return q.shiftLeft(1).subtract(r);
        }
        BigInteger x = curve.x();
        BigInteger sum = BigInteger.ZERO;
        for (int coefficient : new int[] {1, -4, 5, 0, -4, 6, -4, -4, 13}) {
            sum = sum.multiply(x).add(BigInteger.valueOf(coefficient));
        }
        return sum.divide(BigInteger.valueOf(9));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void isBilinear(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        AffinePoint p = curve.firstGenerator();
        AffinePoint q = curve.secondGenerator();
        Fq12 base = arithmetic.product().times(p, q).value();
        assertNotEquals(arithmetic.fq12().one(), base);
        assertEquals(
                arithmetic.fq12().one(), arithmetic.fq12().pow(base, curve.fr().modulus()));
        for (int i = 0; i < 5; i++) {
            BigInteger a = scalar(curve);
            BigInteger b = scalar(curve);
            AffinePoint ap = multiple(arithmetic.g1(), p, a);
            AffinePoint bq = multiple(arithmetic.g2(), q, b);
            Fq12 expected =
                    arithmetic.fq12().pow(base, a.multiply(b).mod(curve.fr().modulus()));
            assertEquals(expected, arithmetic.product().times(ap, bq).value());
            assertEquals(
                    expected,
                    arithmetic.product().times(ap, arithmetic.prepare(bq)).value());
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void productsAreOneExactlyWhenTheirExponentsCancel(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        for (int i = 0; i < 5; i++) {
            BigInteger a = scalar(curve);
            BigInteger b = scalar(curve);
            AffinePoint p = multiple(arithmetic.g1(), curve.firstGenerator(), a);
            AffinePoint q = multiple(arithmetic.g2(), curve.secondGenerator(), b);
            AffinePoint right = multiple(
                    arithmetic.g1(), curve.firstGenerator(), a.multiply(b).negate());
            AffinePoint wrong = sum(arithmetic.g1(), right, curve.firstGenerator());
            PreparedPoint generator = arithmetic.prepare(curve.secondGenerator());
            assertTrue(arithmetic.product().times(p, q).times(right, generator).isOne());
            assertFalse(arithmetic.product().times(p, q).times(wrong, generator).isOne());
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void infinityPairsToOne(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        AffinePoint first = arithmetic.g1().toAffine(arithmetic.g1().infinity());
        AffinePoint second = arithmetic.g2().toAffine(arithmetic.g2().infinity());
        assertTrue(arithmetic.product().isOne());
        assertTrue(arithmetic.product().times(first, curve.secondGenerator()).isOne());
        assertTrue(arithmetic.product().times(curve.firstGenerator(), second).isOne());
        assertTrue(arithmetic
                .product()
                .times(curve.firstGenerator(), arithmetic.prepare(second))
                .isOne());
    }

    private BigInteger scalar(Curve curve) {
        return new BigInteger(400, random).mod(curve.fr().modulus());
    }

    private static AffinePoint multiple(CurveGroup group, AffinePoint p, BigInteger scalar) {
        return group.toAffine(group.multiply(group.of(p), scalar));
    }

    /** By both formulas of addition, which must agree. */
    private static AffinePoint sum(CurveGroup group, AffinePoint p, AffinePoint q) {
        JacobianPoint sum = group.of(p);
        group.add(sum, group.of(q));
        JacobianPoint mixed = group.of(p);
        group.add(mixed, q);
        assertTrue(group.areSame(sum, mixed));
        return group.toAffine(sum);
    }

    private AffinePoint pointOfTheCurve(Curve curve) {
        PrimeField fq = curve.fq();
        BigInteger q = fq.modulus();
        while (true) {
            BigInteger x = new BigInteger(500, random).mod(q);
            Optional<AffinePoint> point = curve.g1().withX(fq.of(x));
            if (point.isPresent()) {
                return point.get();
            }
        }
    }

    private AffinePoint pointOfTheTwist(Curve curve) {
        QuadraticField fq2 = curve.fq2();
        BigInteger q = curve.fq().modulus();
        while (true) {
            long[] x = fq2.of(new BigInteger(500, random).mod(q), new BigInteger(500, random).mod(q));
            long[] square = fq2.element();
            fq2.square(square, x);
            fq2.multiply(square, square, x);
            fq2.add(square, square, curve.b2());
            Optional<long[]> y = squareRoot(fq2, square);
            if (y.isPresent()) {
                return new AffinePoint(x, y.get());
            }
        }
    }

    /** For q = 3 mod 4 (Adj and Rodríguez-Henríquez, "Square Root Computation over Even Extension Fields", 2012). */
    private static Optional<long[]> squareRoot(QuadraticField fq2, long[] a) {
        BigInteger q = fq2.prime.modulus();
        long[] power = fq2.pow(a, q.subtract(BigInteger.valueOf(3)).shiftRight(2));
        long[] root = fq2.element();
        fq2.multiply(root, power, a);
        long[] alpha = fq2.element();
        fq2.multiply(alpha, power, root);
        fq2.add(alpha, alpha, fq2.one());
        fq2.multiply(root, root, fq2.pow(alpha, q.subtract(BigInteger.ONE).shiftRight(1)));
        long[] check = fq2.element();
        fq2.square(check, root);
        fq2.subtract(check, check, a);
        return fq2.isZero(check) ? Optional.of(root) : Optional.empty();
    }
}
