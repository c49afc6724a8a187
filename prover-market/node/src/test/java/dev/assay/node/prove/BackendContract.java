package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backend must do, against the definition. */
interface BackendContract {

    Fr MINUS_ONE = Fr.of(Fr.MODULUS.subtract(BigInteger.ONE));

    Backend backend();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 64, 255, 1000})
    default void sumsProductsInG1(int size) {
        RandomGenerator random = random(size);
        checkG1(randomG1(size, random), randomScalars(size, random));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100, 257})
    default void sumsProductsInG2(int size) {
        RandomGenerator random = random(size);
        checkG2(randomG2(size, random), randomScalars(size, random));
    }

    @Test
    default void sumsProductsOfOnePointWithItself() {
        Fr scalar = Fr.random(random(1));
        checkG1(IntStream.range(0, 100).mapToObj(i -> G1.GENERATOR).toList(), repeated(scalar, 100));
        checkG2(IntStream.range(0, 50).mapToObj(i -> G2.GENERATOR).toList(), repeated(scalar, 50));
    }

    @Test
    default void sumsToInfinityWherePointsCancel() {
        RandomGenerator random = random(2);
        List<G1> half = randomG1(50, random);
        List<G1> points =
                Stream.concat(half.stream(), half.stream().map(G1::negate)).toList();
        List<Fr> scalars = randomScalars(50, random);
        checkG1(points, Stream.concat(scalars.stream(), scalars.stream()).toList());
        checkG1(half, repeated(Fr.ZERO, 50));
    }

    @Test
    default void leavesInfinityOut() {
        RandomGenerator random = random(3);
        List<G1> points = new ArrayList<>(randomG1(60, random));
        IntStream.range(0, 20).forEach(i -> points.set(3 * i, G1.INFINITY));
        checkG1(points, randomScalars(60, random));
        checkG1(repeatedInfinity(10), randomScalars(10, random));
    }

    @Test
    default void sumsProductsWithExtremeScalars() {
        RandomGenerator random = random(4);
        for (Fr scalar : extremes()) {
            checkG1(randomG1(33, random), repeated(scalar, 33));
        }
        List<Fr> mixed = IntStream.range(0, 200)
                .mapToObj(i -> extremes().get(random.nextInt(extremes().size())))
                .toList();
        checkG1(randomG1(200, random), mixed);
        checkG2(randomG2(200, random), mixed);
    }

    @Test
    default void refusesAnotherNumberOfScalars() {
        Points<G1.Affine> points = Points.of(List.of(G1.GENERATOR.toAffine()), PointFormat.G1_POINT);
        assertThrows(IllegalArgumentException.class, () -> backend().msmG1(points, Scalars.of(Fr.ONE, Fr.ONE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 7})
    default void evaluatesTheQuotientOnTheOddCoset(int log2) {
        int size = 1 << log2;
        RandomGenerator random = random(log2);
        Fr[] a = randomScalars(size, random).toArray(Fr[]::new);
        Fr[] b = randomScalars(size, random).toArray(Fr[]::new);
        Fr[] c = IntStream.range(0, size).mapToObj(i -> a[i].multiply(b[i])).toArray(Fr[]::new);
        Fr[] expected = new Fr[size];
        for (int i = 0; i < size; i++) {
            Fr point = Fr.rootOfUnity(log2 + 1).pow(BigInteger.valueOf(2L * i + 1));
            expected[i] =
                    interpolated(a, point).multiply(interpolated(b, point)).subtract(interpolated(c, point));
        }
        assertArrayEquals(expected, backend().quotient(a.clone(), b.clone()));
    }

    /** Lagrange's formula for the values on the domain {w^i}: (x^n - 1) / n times the sum of value w^i / (x - w^i). */
    private static Fr interpolated(Fr[] values, Fr x) {
        Fr root = Fr.rootOfUnity(Integer.numberOfTrailingZeros(values.length));
        Fr sum = Fr.ZERO;
        Fr power = Fr.ONE;
        for (Fr value : values) {
            sum = sum.add(value.multiply(power).multiply(x.subtract(power).inverse()));
            power = power.multiply(root);
        }
        BigInteger size = BigInteger.valueOf(values.length);
        return sum.multiply(x.pow(size).subtract(Fr.ONE)).multiply(Fr.of(size).inverse());
    }

    private void checkG1(List<G1> points, List<Fr> scalars) {
        G1 expected = G1.INFINITY;
        for (int i = 0; i < points.size(); i++) {
            expected = expected.add(points.get(i).multiply(scalars.get(i)));
        }
        Points<G1.Affine> table = Points.of(G1.toAffine(points), PointFormat.G1_POINT);
        assertEquals(expected, backend().msmG1(table, Scalars.of(scalars.toArray(Fr[]::new))));
    }

    private void checkG2(List<G2> points, List<Fr> scalars) {
        G2 expected = G2.INFINITY;
        for (int i = 0; i < points.size(); i++) {
            expected = expected.add(points.get(i).multiply(scalars.get(i)));
        }
        Points<G2.Affine> table = Points.of(G2.toAffine(points), PointFormat.G2_POINT);
        assertEquals(expected, backend().msmG2(table, Scalars.of(scalars.toArray(Fr[]::new))));
    }

    private static List<Fr> extremes() {
        Fr powerOfTwo = Fr.of(BigInteger.TWO.pow(253));
        Fr allOnes = Fr.of(BigInteger.TWO.pow(253).subtract(BigInteger.ONE));
        return List.of(Fr.ZERO, Fr.ONE, Fr.of(2), MINUS_ONE, MINUS_ONE.subtract(Fr.ONE), powerOfTwo, allOnes);
    }

    private static RandomGenerator random(int seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static List<G1> randomG1(int size, RandomGenerator random) {
        return IntStream.range(0, size)
                .mapToObj(i -> G1.GENERATOR.multiply(Fr.random(random)))
                .toList();
    }

    private static List<G2> randomG2(int size, RandomGenerator random) {
        return IntStream.range(0, size)
                .mapToObj(i -> G2.GENERATOR.multiply(Fr.random(random)))
                .toList();
    }

    private static List<G1> repeatedInfinity(int size) {
        return IntStream.range(0, size).mapToObj(i -> G1.INFINITY).toList();
    }

    private static List<Fr> repeated(Fr scalar, int times) {
        return IntStream.range(0, times).mapToObj(i -> scalar).toList();
    }

    private static List<Fr> randomScalars(int size, RandomGenerator random) {
        return IntStream.range(0, size).mapToObj(i -> Fr.random(random)).toList();
    }
}
