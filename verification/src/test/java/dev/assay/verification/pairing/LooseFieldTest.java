package dev.assay.verification.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loose fields of both curves against {@link BigInteger}, with the numbers at the ends of what is allowed. */
class LooseFieldTest {

    private static final int ROUNDS = 2_000;

    private final Random random = new Random(93);

    record Field(LooseField loose, PrimeField prime, int bits, int limbs) {
        BigInteger q() {
            return prime.modulus();
        }

        BigInteger radix() {
            return BigInteger.ONE.shiftLeft(bits * limbs);
        }

        BigInteger number(long[] a) {
            BigInteger number = BigInteger.ZERO;
            for (int i = a.length - 1; i >= 0; i--) {
                number = number.shiftLeft(bits).add(BigInteger.valueOf(a[i]));
            }
            return number;
        }
    }

    static List<Field> fields() {
        return List.of(
                new Field(LooseField.of(Curve.BN254.fq()), Curve.BN254.fq(), 53, 5),
                new Field(LooseField.of(Curve.BLS12_381.fq()), Curve.BLS12_381.fq(), 56, 7));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void multipliesNumbersOfTheLargestLimbs(Field field) {
        for (int i = 0; i < ROUNDS; i++) {
            long[] a = loose(field, i);
            long[] b = loose(field, i / 3);
            long[] wide = field.loose().wide();
            field.loose().multiply(wide, a, b);
            assertEquals(field.number(a).multiply(field.number(b)), field.number(wide));
            for (int n = 0; n < wide.length - 1; n++) {
                assertTrue(wide[n] >= 0 && wide[n] < 1L << field.bits());
            }
        }
    }

    /** Limbs of up to four settled numbers: the largest of either sign in some rounds, any in the others. */
    private long[] loose(Field field, int round) {
        long largest = (1L << field.bits() + 2) - 4;
        long[] a = new long[field.limbs()];
        for (int n = 0; n < a.length; n++) {
            a[n] = switch (round % 4) {
                case 0 -> largest;
                case 1 -> -largest;
                case 2 -> random.nextBoolean() ? largest : -largest;
                default -> random.nextLong() % largest;
            };
        }
        return a;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void reducesSumsOfProducts(Field field) {
        for (int i = 0; i < ROUNDS; i++) {
            long[] sum = field.loose().wide();
            for (int n = 0; n < 32; n++) {
                long[] wide = field.loose().wide();
                field.loose().multiply(wide, settled(field, i), settled(field, i));
                if (i % 3 == 0 || i % 3 == 1 && random.nextBoolean()) {
                    field.loose().addWide(sum, sum, wide);
                } else {
                    field.loose().subtractWide(sum, sum, wide);
                }
            }
            long[] r = field.loose().element();
            field.loose().reduce(r, sum);
            assertSettled(field, r);
            assertEquals(
                    field.number(sum).mod(field.q()),
                    field.number(r).multiply(field.radix()).mod(field.q()));
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void settlesSumsAndDifferences(Field field) {
        for (int i = 0; i < ROUNDS; i++) {
            long[] sum = field.loose().element();
            for (int n = 0; n < 10; n++) {
                if (i % 3 == 0 || i % 3 == 1 && random.nextBoolean()) {
                    field.loose().add(sum, sum, settled(field, i));
                } else {
                    field.loose().subtract(sum, sum, settled(field, i));
                }
            }
            BigInteger expected = field.number(sum).mod(field.q());
            field.loose().settle(sum, sum);
            assertSettled(field, sum);
            assertEquals(expected, field.loose().residue(sum));
            field.loose().halve(sum, sum);
            assertSettled(field, sum);
            assertEquals(expected, field.loose().residue(sum).shiftLeft(1).mod(field.q()));
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void takesOverResiduesOfThePrimeField(Field field) {
        List<BigInteger> values = new ArrayList<>(
                List.of(BigInteger.ZERO, BigInteger.ONE, field.q().subtract(BigInteger.ONE)));
        for (int i = 0; i < ROUNDS; i++) {
            values.add(new BigInteger(500, random).mod(field.q()));
        }
        for (BigInteger value : values) {
            long[] a = new long[2 * field.prime().limbs() + 1];
            System.arraycopy(field.prime().of(value), 0, a, 3, field.prime().limbs());
            long[] r = field.loose().element();
            field.loose().take(r, a, 3);
            assertSettled(field, r);
            assertEquals(value, field.loose().toBigInteger(r));
            assertEquals(value, field.loose().toBigInteger(field.loose().of(value)));
            if (value.signum() > 0) {
                field.loose().inverse(r, r);
                assertEquals(value.modInverse(field.q()), field.loose().toBigInteger(r));
            }
        }
    }

    /** From q / 64 below zero to q / 64 above q. */
    private long[] settled(Field field, int round) {
        BigInteger margin = field.q().shiftRight(6);
        BigInteger number = switch (round % 4) {
            case 0 -> field.q().add(margin).subtract(BigInteger.ONE);
            case 1 -> BigInteger.ONE.subtract(margin);
            default ->
                new BigInteger(500, random)
                        .mod(field.q().add(margin).add(margin))
                        .subtract(margin);
        };
        long[] a = new long[field.limbs()];
        for (int n = 0; n < a.length; n++) {
            BigInteger rest = number.shiftRight(field.bits() * n);
            a[n] = n == a.length - 1 ? rest.longValueExact() : rest.longValue() & (1L << field.bits()) - 1;
        }
        return a;
    }

    private static void assertSettled(Field field, long[] a) {
        for (int n = 0; n < a.length - 1; n++) {
            assertTrue(a[n] >= 0 && a[n] < 1L << field.bits());
        }
        BigInteger margin = field.q().shiftRight(6);
        BigInteger number = field.number(a);
        assertTrue(number.compareTo(margin.negate()) > 0
                && number.compareTo(field.q().add(margin)) < 0);
    }
}
