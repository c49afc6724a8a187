package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.node.iden3.Coefficients.Matrix;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backend must do, against the definition. */
interface BackendContract extends PolynomialsContract {

    Fr MINUS_ONE = Fr.of(Fr.MODULUS.subtract(BigInteger.ONE));

    Backend backend();

    @Override
    default Polynomials polynomials() {
        return backend().polynomials();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 64, 255, 1000, 4099})
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

    /** So many that sums of one bucket are made in several pieces. */
    @Test
    default void sumsProductsThatAllFallIntoOneBucket() {
        int size = 20_000;
        List<G1> points = Collections.nCopies(size, G1.GENERATOR);
        Fr scalar = Fr.of(3);
        Points<G1.Affine> table = Points.of(G1.toAffine(points), PointFormat.G1_POINT);
        G1 sum = backend().msmG1(table, Scalars.of(repeated(scalar, size).toArray(Fr[]::new)));
        assertEquals(G1.GENERATOR.multiply(Fr.of(3L * size)), sum);
    }

    /** Doublings, sums that are infinity and sums with infinity, in every round of additions and in any lane. */
    @Test
    default void sumsMultiplesOfOnePointInAnyOrder() {
        RandomGenerator random = random(6);
        int size = 3_000;
        List<G1> multiples = new ArrayList<>();
        List<Fr> factors = IntStream.range(-4, 5)
                .mapToObj(i -> Fr.of(BigInteger.valueOf(i).mod(Fr.MODULUS)))
                .toList();
        Fr expected = Fr.ZERO;
        List<G1> few = factors.stream().map(G1.GENERATOR::multiply).toList();
        List<Fr> scalars = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int which = random.nextInt(factors.size());
            Fr factor = factors.get(which);
            Fr scalar = factors.get(random.nextInt(factors.size()));
            multiples.add(few.get(which));
            scalars.add(scalar);
            expected = expected.add(factor.multiply(scalar));
        }
        Points<G1.Affine> table = Points.of(G1.toAffine(multiples), PointFormat.G1_POINT);
        assertEquals(G1.GENERATOR.multiply(expected), backend().msmG1(table, Scalars.of(scalars.toArray(Fr[]::new))));
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
    @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7})
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
        SparseRows rows = new SparseRows(size);
        for (int i = 0; i < size; i++) {
            rows.put(Matrix.A, i, a[i], random).put(Matrix.B, i, b[i], random);
        }
        assertScalars(expected, backend().quotient(rows.coefficients(), rows.witness()));
        rows.shuffle(random);
        assertScalars(expected, backend().quotient(rows.coefficients(), rows.witness()));
    }

    /** Larger domains are transformed in another way than small ones. */
    @Test
    default void evaluatesLargeQuotientsOnTheOddCoset() {
        int log2 = 9;
        int size = 1 << log2;
        RandomGenerator random = random(log2);
        Fr[] a = randomScalars(size, random).toArray(Fr[]::new);
        Fr[] b = randomScalars(size, random).toArray(Fr[]::new);
        Fr[] c = IntStream.range(0, size).mapToObj(i -> a[i].multiply(b[i])).toArray(Fr[]::new);
        SparseRows rows = new SparseRows(size);
        for (int i = 0; i < size; i++) {
            rows.put(Matrix.A, i, a[i], random).put(Matrix.B, i, b[i], random);
        }
        Scalars quotient = backend().quotient(rows.coefficients(), rows.witness());
        for (int i : new int[] {0, 1, 37, size / 2, size - 1}) {
            Fr point = Fr.rootOfUnity(log2 + 1).pow(BigInteger.valueOf(2L * i + 1));
            Fr expected =
                    interpolated(a, point).multiply(interpolated(b, point)).subtract(interpolated(c, point));
            assertEquals(expected, Fr.fromLittleEndian(bytes(quotient, i), 0).orElseThrow());
        }
    }

    private static byte[] bytes(Scalars scalars, int index) {
        return scalars.bytes().asSlice(32L * index, 32).toArray(ValueLayout.JAVA_BYTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 12, 13})
    default void evaluatesLargeQuotientsAsTheJavaBackendDoes(int log2) {
        RandomGenerator random = random(log2);
        SparseRows rows = new SparseRows(1 << log2);
        for (int i = 0; i < (1 << log2) - 3; i++) {
            rows.put(Matrix.A, i, Fr.random(random), random).put(Matrix.B, i, Fr.random(random), random);
        }
        Scalars expected = new JavaBackend().quotient(rows.coefficients(), rows.witness());
        assertEquals(
                -1,
                expected.bytes()
                        .mismatch(backend()
                                .quotient(rows.coefficients(), rows.witness())
                                .bytes()));
    }

    @Test
    default void refusesWitnessOfAnotherSize() {
        SparseRows rows = new SparseRows(8).put(Matrix.A, 3, Fr.of(5), random(5));
        SparseRows others = new SparseRows(8);
        assertThrows(IllegalArgumentException.class, () -> backend().quotient(rows.coefficients(), others.witness()));
    }

    private static void assertScalars(Fr[] expected, Scalars actual) {
        assertEquals(-1, Scalars.of(expected).bytes().mismatch(actual.bytes()));
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
