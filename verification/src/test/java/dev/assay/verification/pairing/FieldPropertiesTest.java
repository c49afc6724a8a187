package dev.assay.verification.pairing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All four prime fields, by the laws of a field and against {@link BigInteger}, also where carries run through every limb. */
class FieldPropertiesTest {

    static Stream<PrimeField> fields() {
        return Stream.of(Curve.BN254.fq(), Curve.BN254.fr(), Curve.BLS12_381.fq(), Curve.BLS12_381.fr());
    }

    static Stream<PrimeField> baseFields() {
        return Stream.of(Curve.BN254.fq(), Curve.BLS12_381.fq());
    }

    /**
     * Numbers whose limbs are all zeros or all ones, alone and in Montgomery's form: zero, one, the modulus less a little, runs
     * of ones from and to each limb; and some at random.
     */
    private static List<BigInteger> edges(PrimeField field) {
        BigInteger m = field.modulus();
        int bits = 64 * field.limbs();
        BigInteger unscale = BigInteger.ONE.shiftLeft(bits).modInverse(m);
        List<BigInteger> plain = new ArrayList<>(List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO));
        for (int from = 0; from < bits; from += 64) {
            for (int to = from + 64; to <= bits; to += 64) {
                BigInteger run = BigInteger.ONE.shiftLeft(to).subtract(BigInteger.ONE.shiftLeft(from));
                plain.add(run.mod(m));
                plain.add(m.subtract(run.mod(m)));
            }
        }
        for (int limb = 0; limb < bits; limb += 64) {
            plain.add(BigInteger.ONE.shiftLeft(limb));
            plain.add(m.subtract(BigInteger.ONE.shiftLeft(limb)));
        }
        plain.add(m.shiftRight(1));
        plain.add(m.shiftRight(1).add(BigInteger.ONE));
        Random random = new Random(83);
        for (int i = 0; i < 8; i++) {
            plain.add(new BigInteger(bits + 64, random));
        }
        return plain.stream()
                .map(number -> number.mod(m))
                .flatMap(number -> Stream.of(number, number.multiply(unscale).mod(m)))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void oneOperandAgreesWithBigInteger(PrimeField field) {
        BigInteger m = field.modulus();
        long[] r = field.element();
        for (BigInteger a : edges(field)) {
            long[] x = field.of(a);
            assertEquals(a, field.toBigInteger(x));
            assertEquals(a.signum() == 0, field.isZero(x));
            field.negate(r, x);
            assertEquals(a.negate().mod(m), field.toBigInteger(r));
            field.twice(r, x);
            assertEquals(a.shiftLeft(1).mod(m), field.toBigInteger(r));
            field.halve(r, x);
            assertEquals(a.multiply(BigInteger.TWO.modInverse(m)).mod(m), field.toBigInteger(r));
            field.square(r, x);
            assertEquals(a.multiply(a).mod(m), field.toBigInteger(r));
            if (a.signum() != 0) {
                field.inverse(r, x);
                assertEquals(a.modInverse(m), field.toBigInteger(r));
            }
        }
        assertThrows(ArithmeticException.class, () -> field.inverse(field.element(), field.element()));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void twoOperandsAgreeWithBigInteger(PrimeField field) {
        BigInteger m = field.modulus();
        long[] r = field.element();
        List<BigInteger> edges = edges(field);
        for (BigInteger a : edges) {
            long[] x = field.of(a);
            for (BigInteger b : edges) {
                long[] y = field.of(b);
                field.add(r, x, y);
                assertEquals(a.add(b).mod(m), field.toBigInteger(r));
                field.subtract(r, x, y);
                assertEquals(a.subtract(b).mod(m), field.toBigInteger(r));
                field.multiply(r, x, y);
                assertEquals(a.multiply(b).mod(m), field.toBigInteger(r));
                // A result is reduced: only so are two equal numbers equal limbs.
                assertArrayEquals(field.of(a.multiply(b).mod(m)), r);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void lawsOfAFieldHold(PrimeField field) {
        Random random = new Random(89);
        for (int i = 0; i < 2_000; i++) {
            long[] a = random(field, random);
            long[] b = random(field, random);
            long[] c = random(field, random);
            assertArrayEquals(product(field, a, b), product(field, b, a));
            assertArrayEquals(product(field, product(field, a, b), c), product(field, a, product(field, b, c)));
            assertArrayEquals(sum(field, sum(field, a, b), c), sum(field, a, sum(field, b, c)));
            assertArrayEquals(
                    product(field, a, sum(field, b, c)), sum(field, product(field, a, b), product(field, a, c)));
            assertArrayEquals(a, product(field, a, field.one()));
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void powersAgreeWithBigInteger(PrimeField field) {
        BigInteger m = field.modulus();
        for (BigInteger a : edges(field).subList(1, 12)) {
            for (BigInteger exponent : List.of(BigInteger.ZERO, BigInteger.TEN, m.subtract(BigInteger.ONE), m)) {
                assertEquals(a.modPow(exponent, m), field.toBigInteger(field.pow(field.of(a), exponent)));
            }
            BigInteger negative = BigInteger.valueOf(-3);
            if (a.signum() != 0) {
                assertEquals(a.modPow(negative, m), field.toBigInteger(field.pow(field.of(a), negative)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("baseFields")
    void rootsAreOfSquaresOnly(PrimeField field) {
        BigInteger m = field.modulus();
        BigInteger half = m.shiftRight(1);
        long[] r = field.element();
        for (BigInteger a : edges(field)) {
            boolean square = a.signum() == 0 || a.modPow(half, m).equals(BigInteger.ONE);
            assertEquals(square, field.squareRoot(r, field.of(a)));
            if (square) {
                assertArrayEquals(field.of(a), product(field, r, r));
            }
        }
        assertFalse(field.squareRoot(r, field.of(m.subtract(BigInteger.ONE))));
        assertTrue(field.squareRoot(r, field.one()));
    }

    private static long[] random(PrimeField field, Random random) {
        return field.of(new BigInteger(field.modulus().bitLength() + 64, random).mod(field.modulus()));
    }

    private static long[] sum(PrimeField field, long[] a, long[] b) {
        long[] sum = field.element();
        field.add(sum, a, b);
        return sum;
    }

    private static long[] product(PrimeField field, long[] a, long[] b) {
        long[] product = field.element();
        field.multiply(product, a, b);
        return product;
    }
}
