package dev.assay.verification.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights multiply as the integers that they stand for, also where halves are at their limits. */
class WeightedPointsTest {

    private static final List<Long> LIMITS = List.of(0L, 1L, 2L, 7L, 8L, 15L, Long.MAX_VALUE, Long.MIN_VALUE, -2L, -1L);

    static List<Curve> curves() {
        return List.of(Curve.BN254, Curve.BLS12_381);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void lambdaIsACubeRootOfOne(Curve curve) {
        BigInteger r = curve.fr().modulus();
        assertEquals(BigInteger.ONE, curve.lambda().modPow(BigInteger.valueOf(3), r));
        assertNotEquals(BigInteger.ONE, curve.lambda());
        assertTrue(r.bitLength() > 130);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void productsAreThoseOfTheIntegers(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        CurveGroup g1 = arithmetic.g1();
        List<Weight> weights = weights(new Random(1)).toList();
        List<AffinePoint> points = points(arithmetic, weights.size(), new Random(2));
        WeightedPoints weighted = new WeightedPoints(arithmetic, points, weights);
        JacobianPoint sum = g1.infinity();
        for (int i = 0; i < points.size(); i++) {
            JacobianPoint product =
                    g1.multiply(g1.of(points.get(i)), weights.get(i).modulo(curve));
            assertTrue(g1.areSame(product, weighted.product(i)));
            g1.add(sum, product);
        }
        assertTrue(g1.areSame(sum, weighted.sum()));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void sumsMayCancel(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        AffinePoint p = curve.firstGenerator();
        List<AffinePoint> points = List.of(p, arithmetic.g1().negate(p), p);
        Weight weight = new Weight(-1, 5);
        WeightedPoints weighted = new WeightedPoints(arithmetic, points, List.of(weight, weight, new Weight(0, 0)));
        assertTrue(arithmetic.g1().isInfinity(weighted.sum()));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void infinityStaysInfinity(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        AffinePoint infinity = arithmetic.g1().toAffine(arithmetic.g1().infinity());
        WeightedPoints weighted = new WeightedPoints(arithmetic, List.of(infinity), List.of(new Weight(-3, 9)));
        assertTrue(arithmetic.g1().isInfinity(weighted.sum()));
    }

    @Test
    void refusesAnotherNumberOfWeights() {
        List<AffinePoint> points = List.of(Curve.BN254.firstGenerator());
        assertThrows(
                IllegalArgumentException.class, () -> new WeightedPoints(Curve.BN254.arithmetic(), points, List.of()));
    }

    @Test
    void digitsAddUpToTheHalf() {
        Stream.concat(LIMITS.stream(), new Random(3).longs(1_000).boxed()).forEach(half -> {
            BigInteger sum = BigInteger.ZERO;
            byte[] digits = Weight.digits(half);
            for (int bit = digits.length - 1; bit >= 0; bit--) {
                assertTrue(digits[bit] == 0 || (digits[bit] & 1) == 1 && Math.abs(digits[bit]) <= 7);
                sum = sum.shiftLeft(1).add(BigInteger.valueOf(digits[bit]));
            }
            assertEquals(new BigInteger(Long.toUnsignedString(half)), sum);
        });
    }

    private static Stream<Weight> weights(Random random) {
        return Stream.concat(
                LIMITS.stream().flatMap(low -> LIMITS.stream().map(high -> new Weight(low, high))),
                Stream.generate(() -> new Weight(random.nextLong(), random.nextLong()))
                        .limit(50));
    }

    private static List<AffinePoint> points(PairingArithmetic arithmetic, int count, Random random) {
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint generator = g1.of(arithmetic.curve().firstGenerator());
        return Stream.generate(() -> g1.toAffine(g1.multiply(generator, new BigInteger(250, random))))
                .limit(count)
                .toList();
    }
}
