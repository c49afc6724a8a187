package dev.assay.node.prove.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation on rows against big integers, on what lies at the edges too. */
final class RowsTest {

    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 3;
    private static final int D = 4;
    private static final int TO = 5;
    private static final int FREE = 6;
    private static final int ROWS = FREE + Rows.INVERSION_ROWS;
    private static final int ROUNDS = 200;

    static Stream<PrimeRows> fields() {
        BigInteger order = Curve.BLS12_381.fr().modulus();
        BigInteger wide = Curve.BLS12_381.fq().modulus();
        List<PrimeRows> fields = new ArrayList<>(List.of(
                new ScalarRows(Fq.MODULUS), new ScalarRows(Fr.MODULUS), new ScalarRows(order), new FieldRows(wide)));
        if (RowEngine.hasVectors()) {
            Stream.of(Fq.MODULUS, Fr.MODULUS, order, wide).map(VectorRows::over).forEach(fields::add);
        }
        return fields.stream();
    }

    private interface Operation {
        void run(long[] s, int size);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void agreeWithBigIntegers(PrimeRows field) {
        BigInteger p = field.modulus;
        BigInteger r = BigInteger.TWO.modPow(BigInteger.valueOf(-field.radixBits()), p);
        check(
                field,
                (s, n) -> field.multiply(s, A * n, B * n, TO * n),
                (a, b) -> a.multiply(b).multiply(r));
        check(
                field,
                (s, n) -> field.square(s, A * n, TO * n),
                (a, b) -> a.multiply(a).multiply(r));
        check(field, (s, n) -> field.add(s, A * n, B * n, TO * n), BigInteger::add);
        check(field, (s, n) -> field.subtract(s, A * n, B * n, TO * n), BigInteger::subtract);
        check(field, (s, n) -> field.reduce(s, A * n, TO * n), (a, b) -> a);
        check(field, (s, n) -> field.subtractBoth(s, A * n, B * n, A * n, TO * n), (a, b) -> b.negate());
        check(
                field,
                (s, n) -> field.multiplyAdd(s, A * n, B * n, B * n, B * n, TO * n),
                (a, b) -> a.multiply(b).add(b.multiply(b)).multiply(r));
        long[] seven = field.limbs(BigInteger.valueOf(7));
        check(
                field,
                (s, n) -> field.multiplyBy(seven, 0, s, A * n, TO * n),
                (a, b) -> a.multiply(BigInteger.valueOf(7)).multiply(r));
    }

    /** Sums and differences of sums and differences are factors as they are. */
    @ParameterizedTest
    @MethodSource("fields")
    void takeUnreducedFactors(PrimeRows field) {
        BigInteger r = BigInteger.TWO.modPow(BigInteger.valueOf(-field.radixBits()), field.modulus);
        check(
                field,
                (s, n) -> {
                    field.subtract(s, A * n, B * n, C * n);
                    field.add(s, A * n, C * n, C * n);
                    field.add(s, A * n, B * n, D * n);
                    field.multiplyAdd(s, C * n, D * n, C * n, C * n, TO * n);
                },
                (a, b) -> {
                    BigInteger c = a.add(a).subtract(b);
                    return c.multiply(a.add(b)).add(c.multiply(c)).multiply(r);
                });
    }

    @ParameterizedTest
    @MethodSource("fields")
    void invertAllLanes(PrimeRows field) {
        RandomGenerator random = random();
        int n = field.size();
        long[] s = new long[ROWS * n];
        List<BigInteger> a = put(field, s, A, random, false);
        field.invert(s, A * n, FREE * n);
        BigInteger square = BigInteger.TWO.modPow(BigInteger.valueOf(2L * field.radixBits()), field.modulus);
        for (int lane = 0; lane < field.width(); lane++) {
            assertEquals(
                    square.multiply(a.get(lane).modInverse(field.modulus)).mod(field.modulus),
                    value(field, s, A, lane));
        }
    }

    /** What is stored lies beside its words or lanes, and comes back. */
    @ParameterizedTest
    @MethodSource("fields")
    void storeAndLoad(PrimeRows field) {
        int n = field.size();
        int width = field.width();
        long[] s = new long[ROWS * n];
        List<BigInteger> a = put(field, s, A, random(), true);
        long[] memory = new long[3 * field.words() * width];
        int[] offsets = new int[width];
        int[] lanes = new int[width];
        for (int lane = 0; lane < width; lane++) {
            offsets[lane] = 2 * field.words() * (width - 1 - lane);
            lanes[lane] = lane;
        }
        field.storeAt(s, A * n, memory, 1, offsets, 0);
        field.load(memory, 1, offsets, 0, 1, s, B * n);
        field.store(s, A * n, memory, 0);
        field.load(memory, 0, lanes, 0, width, s, C * n);
        for (int lane = 0; lane < width; lane++) {
            BigInteger expected = a.get(lane).mod(field.modulus);
            assertEquals(expected, value(field, s, B, lane));
            assertEquals(expected, value(field, s, C, lane));
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void negateWhereTheSignSaysSo(PrimeRows field) {
        int n = field.size();
        long[] s = new long[ROWS * n];
        List<BigInteger> a = put(field, s, A, random(), true);
        long[] signs = new long[field.width()];
        for (int lane = 0; lane < signs.length; lane += 2) {
            signs[lane] = -1;
        }
        field.negate(s, A * n, signs, 0);
        for (int lane = 0; lane < signs.length; lane++) {
            BigInteger expected = signs[lane] == 0 ? a.get(lane) : a.get(lane).negate();
            assertEquals(expected.mod(field.modulus), value(field, s, A, lane));
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void findZeros(PrimeRows field) {
        int n = field.size();
        long[] s = new long[ROWS * n];
        put(field, s, A, random(), false);
        for (int lane = 0; lane < field.width(); lane++) {
            field.subtractBoth(s, A * n, TO * n, TO * n, B * n);
            field.copyLane(s, TO * n, B * n, lane);
            assertTrue(field.maybeZero(s, B * n));
            assertTrue(field.isZero(s, B * n, lane));
            field.subtractBoth(s, A * n, A * n, TO * n, B * n);
            assertTrue(field.isZero(s, B * n, lane));
        }
    }

    private static void check(PrimeRows field, Operation operation, BinaryOperator<BigInteger> expected) {
        RandomGenerator random = random();
        int n = field.size();
        for (int round = 0; round < ROUNDS; round++) {
            long[] s = new long[ROWS * n];
            List<BigInteger> a = put(field, s, A, random, true);
            List<BigInteger> b = put(field, s, B, random, true);
            operation.run(s, n);
            for (int lane = 0; lane < field.width(); lane++) {
                BigInteger wanted = expected.apply(a.get(lane), b.get(lane)).mod(field.modulus);
                assertEquals(wanted, value(field, s, TO, lane));
            }
        }
    }

    private static List<BigInteger> put(PrimeRows field, long[] s, int row, RandomGenerator random, boolean hasEdges) {
        List<BigInteger> values = new ArrayList<>();
        for (int lane = 0; lane < field.width(); lane++) {
            BigInteger value = hasEdges ? anyValue(field, random) : new Uniform(random).below(field.modulus);
            long[] limbs = field.limbs(value);
            for (int i = 0; i < limbs.length; i++) {
                s[row * field.size() + i * field.width() + lane] = limbs[i];
            }
            values.add(value);
        }
        return values;
    }

    private record Uniform(RandomGenerator random) {
        BigInteger below(BigInteger modulus) {
            byte[] bytes = new byte[56];
            random.nextBytes(bytes);
            return new BigInteger(1, bytes).mod(modulus);
        }
    }

    private static BigInteger anyValue(PrimeRows field, RandomGenerator random) {
        BigInteger p = field.modulus;
        return switch (random.nextInt(8)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> BigInteger.ONE;
            case 2 -> p.subtract(BigInteger.ONE);
            case 3 -> BigInteger.TWO.pow(p.bitLength() - 1);
            case 4 -> largest(field);
            case 5 -> fullLimbs(field);
            default -> new Uniform(random).below(p);
        };
    }

    /** What vectors are stored as may be below 2 p, the others' numbers are below p. */
    private static BigInteger largest(PrimeRows field) {
        BigInteger bound = field instanceof VectorRows ? field.modulus.shiftLeft(1) : field.modulus;
        return bound.subtract(BigInteger.ONE);
    }

    /** All limbs but the top one are as large as they can be. */
    private static BigInteger fullLimbs(PrimeRows field) {
        BigInteger ones =
                BigInteger.ONE.shiftLeft(field.modulus.bitLength() - 16).subtract(BigInteger.ONE);
        BigInteger full = field.modulus.or(ones);
        return field instanceof VectorRows ? full : full.subtract(ones).subtract(BigInteger.ONE);
    }

    private static BigInteger value(PrimeRows field, long[] s, int row, int lane) {
        return field.raw(s, row * field.size(), lane).mod(field.modulus);
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    }
}
