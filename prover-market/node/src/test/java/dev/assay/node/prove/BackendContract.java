package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.node.iden3.Coefficients.Matrix;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Prime;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every backend must do, on both curves, against the definition. */
interface BackendContract extends PolynomialsContract {

    Backend backend();

    @Override
    default Polynomials polynomials() {
        return backend().polynomials();
    }

    @ParameterizedTest
    @EnumSource(PointGroup.class)
    default void sumsProducts(PointGroup group) {
        for (int size : new int[] {0, 1, 2, 3, 7, 64, 100, 255, 257, 1000, group.isFirst() ? 4099 : 1001}) {
            RandomGenerator random = random(size);
            check(Multiples.random(group, size, random), Numbers.random(size, order(group), random));
        }
    }

    @ParameterizedTest
    @EnumSource(PointGroup.class)
    default void sumsProductsOfOnePointWithItself(PointGroup group) {
        BigInteger scalar = Numbers.random(order(group), random(1));
        check(
                Multiples.of(group, List.of(BigInteger.ONE))
                        .at(IntStream.generate(() -> 0).limit(100)),
                repeated(scalar, 100));
    }

    @ParameterizedTest
    @EnumSource(PointGroup.class)
    default void sumsToInfinityWherePointsCancel(PointGroup group) {
        RandomGenerator random = random(2);
        List<BigInteger> half = Numbers.random(50, order(group), random);
        List<BigInteger> both = Stream.concat(
                        half.stream(), half.stream().map(factor -> order(group).subtract(factor)))
                .toList();
        List<BigInteger> scalars = Numbers.random(50, order(group), random);
        check(
                Multiples.of(group, both),
                Stream.concat(scalars.stream(), scalars.stream()).toList());
        check(Multiples.of(group, half), repeated(BigInteger.ZERO, 50));
    }

    /** So many that sums of one bucket are made in several pieces. */
    @ParameterizedTest
    @EnumSource(PointGroup.class)
    default void sumsProductsThatAllFallIntoOneBucket(PointGroup group) {
        int size = 20_000;
        Multiples same = Multiples.of(group, List.of(BigInteger.ONE))
                .at(IntStream.generate(() -> 0).limit(size));
        check(same, repeated(BigInteger.valueOf(3), size));
    }

    /** Doublings, sums that are infinity and sums with infinity, in every round of additions and in any lane. */
    @ParameterizedTest
    @EnumSource(PointGroup.class)
    default void sumsMultiplesOfOnePointInAnyOrder(PointGroup group) {
        RandomGenerator random = random(6);
        int size = 3_000;
        List<BigInteger> factors = IntStream.range(-4, 5)
                .mapToObj(i -> BigInteger.valueOf(i).mod(order(group)))
                .toList();
        Multiples few = Multiples.of(group, factors);
        check(few.at(random.ints(size, 0, factors.size())), some(size, factors, random));
    }

    @ParameterizedTest
    @EnumSource(PointGroup.class)
    default void leavesInfinityOut(PointGroup group) {
        RandomGenerator random = random(3);
        List<BigInteger> factors = IntStream.range(0, 60)
                .mapToObj(i -> i % 3 == 0 ? BigInteger.ZERO : Numbers.random(order(group), random))
                .toList();
        check(Multiples.of(group, factors), Numbers.random(60, order(group), random));
        check(Multiples.of(group, repeated(BigInteger.ZERO, 10)), Numbers.random(10, order(group), random));
    }

    @ParameterizedTest
    @EnumSource(PointGroup.class)
    default void sumsProductsWithExtremeScalars(PointGroup group) {
        RandomGenerator random = random(4);
        List<BigInteger> extremes = extremes(order(group));
        for (BigInteger scalar : extremes) {
            check(Multiples.random(group, 1, random), List.of(scalar));
            check(Multiples.random(group, 33, random), repeated(scalar, 33));
        }
        for (int size : new int[] {200, 2000}) {
            check(Multiples.random(group, size, random), some(size, extremes, random));
        }
    }

    private static List<BigInteger> extremes(BigInteger order) {
        BigInteger half = order.shiftRight(1);
        BigInteger powerOfTwo = BigInteger.ONE.shiftLeft(order.bitLength() - 1);
        // The word below its top one may be taken for either half.
        BigInteger wordOverHalf =
                half.shiftRight(192).add(BigInteger.ONE).shiftLeft(192).subtract(BigInteger.ONE);
        return List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.TWO,
                order.subtract(BigInteger.ONE),
                order.subtract(BigInteger.TWO),
                half,
                half.add(BigInteger.ONE),
                wordOverHalf,
                powerOfTwo,
                powerOfTwo.subtract(BigInteger.ONE));
    }

    @ParameterizedTest
    @EnumSource(PointGroup.class)
    default void refusesAnotherNumberOfScalars(PointGroup group) {
        Multiples one = Multiples.of(group, List.of(BigInteger.ONE));
        Scalars two = Numbers.scalars(repeated(BigInteger.ONE, 2));
        assertThrows(IllegalArgumentException.class, () -> backend().msm(one.table(), two));
    }

    /** Larger domains are transformed in another way than small ones. */
    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*SCALAR")
    default void evaluatesTheQuotientOnTheOddCoset(Prime prime) {
        for (int log2 : new int[] {0, 1, 2, 3, 5, 6, 7, 9}) {
            int size = 1 << log2;
            RandomGenerator random = random(log2);
            List<BigInteger> a = Numbers.random(size, prime.value(), random);
            List<BigInteger> b = Numbers.random(size, prime.value(), random);
            SparseRows rows = new SparseRows(prime.curve(), size);
            for (int i = 0; i < size; i++) {
                rows.put(Matrix.A, i, a.get(i), random).put(Matrix.B, i, b.get(i), random);
            }
            OddCosetByDefinition expected = new OddCosetByDefinition(prime.value(), a, b);
            expected.check(backend().quotient(rows.coefficients(), rows.witness()));
            rows.shuffle(random);
            expected.check(backend().quotient(rows.coefficients(), rows.witness()));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*SCALAR")
    default void evaluatesLargeQuotientsAsTheJavaBackendDoes(Prime prime) {
        for (int log2 : new int[] {9, 12, 13}) {
            RandomGenerator random = random(log2);
            SparseRows rows = new SparseRows(prime.curve(), 1 << log2);
            for (int i = 0; i < (1 << log2) - 3; i++) {
                rows.put(Matrix.A, i, Numbers.random(prime.value(), random), random);
                rows.put(Matrix.B, i, Numbers.random(prime.value(), random), random);
            }
            MemorySegment expected = new JavaBackend()
                    .quotient(rows.coefficients(), rows.witness())
                    .bytes();
            MemorySegment found =
                    backend().quotient(rows.coefficients(), rows.witness()).bytes();
            assertEquals(-1, expected.mismatch(found));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*SCALAR")
    default void refusesWitnessOfAnotherCircuit(Prime prime) {
        Curve curve = prime.curve();
        Curve otherCurve = curve == Curve.BN254 ? Curve.BLS12_381 : Curve.BN254;
        SparseRows rows = new SparseRows(curve, 8).put(Matrix.A, 3, BigInteger.TEN, random(5));
        SparseRows larger = new SparseRows(curve, 8);
        SparseRows others = new SparseRows(otherCurve, 8).put(Matrix.A, 3, BigInteger.TEN, random(5));
        assertThrows(IllegalArgumentException.class, () -> backend().quotient(rows.coefficients(), larger.witness()));
        assertThrows(IllegalArgumentException.class, () -> backend().quotient(rows.coefficients(), others.witness()));
    }

    private void check(Multiples points, List<BigInteger> scalars) {
        AffinePoint sum = backend().msm(points.table(), Numbers.scalars(scalars));
        assertEquals(points.sum(scalars), sum, () -> scalars.size() + " points");
    }

    private static BigInteger order(PointGroup group) {
        return group.curve().fr().modulus();
    }

    private static RandomGenerator random(int seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static List<BigInteger> repeated(BigInteger scalar, int times) {
        return Collections.nCopies(times, scalar);
    }

    private static List<BigInteger> some(int size, List<BigInteger> of, RandomGenerator random) {
        return random.ints(size, 0, of.size()).mapToObj(of::get).toList();
    }
}
