package dev.assay.verification.pairing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields between the coordinates and the values of the pairing, for both curves. */
class TowerTest {

    private final Random random = new Random(71);

    static List<Curve> curves() {
        return List.of(Curve.BN254, Curve.BLS12_381);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void quadraticExtensionIsAField(Curve curve) {
        QuadraticField field = curve.fq2();
        for (int i = 0; i < 100; i++) {
            long[] a = element(field);
            long[] b = element(field);
            long[] c = element(field);
            assertArrayEquals(
                    product(field, a, sum(field, b, c)), sum(field, product(field, a, b), product(field, a, c)));
            assertArrayEquals(product(field, product(field, a, b), c), product(field, a, product(field, b, c)));
            long[] r = field.element();
            field.square(r, a);
            assertArrayEquals(product(field, a, a), r);
            field.inverse(r, a);
            assertArrayEquals(field.one(), product(field, a, r));
            field.conjugate(r, a);
            assertArrayEquals(field.pow(a, curve.fq().modulus()), r);
            field.timesNonResidue(r, a);
            assertArrayEquals(product(field, a, zeta(field)), r);
            field.timesNonResidue(a, a);
            assertArrayEquals(r, a);
            field.multiply(a, a, a);
            field.square(r, r);
            assertArrayEquals(r, a);
        }
        long[] u = field.of(BigInteger.ZERO, BigInteger.ONE);
        field.square(u, u);
        field.negate(u, u);
        assertArrayEquals(field.one(), u);
    }

    /** Else the tower would have divisors of zero, and the twist would be another. */
    @ParameterizedTest
    @MethodSource("curves")
    void zetaIsNeitherASquareNorACube(Curve curve) {
        QuadraticField field = curve.fq2();
        BigInteger order = curve.fq().modulus().pow(2).subtract(BigInteger.ONE);
        for (int k : List.of(2, 3)) {
            long[] power = field.pow(zeta(field), order.divide(BigInteger.valueOf(k)));
            field.subtract(power, power, field.one());
            assertFalse(field.isZero(power));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void dodecicExtensionIsAField(Curve curve) {
        DodecicField field = curve.arithmetic().fq12();
        for (int i = 0; i < 30; i++) {
            Fq12 a = value(field);
            Fq12 b = value(field);
            Fq12 c = value(field);
            assertEquals(field.product(a, b), field.product(b, a));
            assertEquals(field.product(field.product(a, b), c), field.product(a, field.product(b, c)));
            assertEquals(field.one(), field.product(a, field.inverse(a)));
            Fq12 square = field.one();
            field.square(square, a);
            assertEquals(field.product(a, a), square);
            field.square(a, a);
            assertEquals(square, a);
        }
        Fq12 w = field.one();
        field.fq2.set(w.c1.c0(), w.c0.c0());
        field.fq2.subtract(w.c0.c0(), w.c0.c0(), w.c0.c0());
        Fq12 zeta = field.one();
        field.fq2.timesNonResidue(zeta.c0.c0(), zeta.c0.c0());
        assertEquals(zeta, field.pow(w, BigInteger.valueOf(6)));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void linesMultiplyLikeFullElements(Curve curve) {
        DodecicField field = curve.arithmetic().fq12();
        QuadraticField fq2 = curve.fq2();
        int limbs = fq2.limbs();
        long[] one = curve.fq().one();
        long[] two = sum(curve.fq(), one, one);
        for (int i = 0; i < 30; i++) {
            long[] coefficients = new long[1 + 3 * limbs];
            Fq12 line = field.one();
            List<Complex> parts = List.of(line.c0.c0(), line.c1.c0(), line.c1.c1());
            for (int n = 0; n < parts.size(); n++) {
                long[] part = element(fq2);
                System.arraycopy(part, 0, coefficients, 1 + n * limbs, limbs);
                field.fq2.take(parts.get(n), part, 0);
            }
            field.fq2.add(line.c1.c1(), line.c1.c1(), line.c1.c1());
            Fq12 f = value(field);
            Fq12 expected = field.product(f, line);
            Fq12 sparse = field.product(f, field.one());
            field.multiplyLine(sparse, coefficients, 1, one, two);
            assertEquals(expected, sparse);
            field.fq2.set(line.c0.c0(), field.one().c0.c0());
            expected = field.product(f, line);
            field.multiplyMonicLine(f, coefficients, 1 + limbs, one, two);
            assertEquals(expected, f);
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void frobeniusAndConjugationArePowers(Curve curve) {
        DodecicField field = curve.arithmetic().fq12();
        Fq12 a = value(field);
        BigInteger q = curve.fq().modulus();
        assertEquals(field.pow(a, q), frobenius(field, a));
        assertEquals(field.pow(a, q.pow(6)), field.conjugate(a));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void cyclotomicSquaresAreSquares(Curve curve) {
        DodecicField field = curve.arithmetic().fq12();
        for (int i = 0; i < 10; i++) {
            Fq12 a = value(field);
            Fq12 b = field.product(field.conjugate(a), field.inverse(a));
            Fq12 c = field.product(frobenius(field, frobenius(field, b)), b);
            Fq12 square = field.one();
            field.cyclotomicSquare(square, c);
            assertEquals(field.product(c, c), square);
            assertEquals(field.one(), field.product(c, field.conjugate(c)));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void finalExponentiationIsTheDocumentedPower(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        BigInteger r = curve.fr().modulus();
        assertEquals(BigInteger.ONE, curve.finalMultiple().gcd(r));
        BigInteger exponent =
                curve.fq().modulus().pow(12).subtract(BigInteger.ONE).divide(r);
        // BLS12-381 inverts too: its Miller loop runs over -x.
        BigInteger multiple =
                curve.finalMultiple().multiply(BigInteger.valueOf(curve.x().signum()));
        for (int i = 0; i < 2; i++) {
            Fq12 f = value(arithmetic.fq12());
            Fq12 base = multiple.signum() < 0 ? arithmetic.fq12().inverse(f) : f;
            assertEquals(
                    arithmetic.fq12().pow(base, exponent.multiply(multiple.abs())), arithmetic.finalExponentiation(f));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void cyclotomicPowersArePowers(Curve curve) {
        PairingArithmetic arithmetic = curve.arithmetic();
        DodecicField field = arithmetic.fq12();
        Fq12 a = value(field);
        Fq12 b = field.product(field.conjugate(a), field.inverse(a));
        Fq12 c = field.product(frobenius(field, frobenius(field, b)), b);
        for (int width = 2; width <= 5; width++) {
            for (BigInteger exponent : List.of(BigInteger.ONE, BigInteger.valueOf(7), new BigInteger(64, random))) {
                assertEquals(
                        field.pow(c, exponent), arithmetic.cyclotomicPower(c, Curve.signedDigits(exponent, width)));
            }
        }
    }

    @Test
    void signedDigitsAreFewAndWriteTheNumber() {
        for (int width = 2; width <= 5; width++) {
            BigInteger number = new BigInteger(200, random);
            int[] digits = Curve.signedDigits(number, width);
            BigInteger sum = BigInteger.ZERO;
            int sinceLast = width;
            for (int digit : digits) {
                sum = sum.shiftLeft(1).add(BigInteger.valueOf(digit));
                if (digit != 0) {
                    assertTrue(digit % 2 != 0 && Math.abs(digit) < 1 << width - 1 && sinceLast >= width);
                    sinceLast = 0;
                }
                sinceLast++;
            }
            assertEquals(number, sum);
            assertTrue(digits[0] > 0);
        }
    }

    private static Fq12 frobenius(DodecicField field, Fq12 a) {
        Fq12 power = field.one();
        field.frobenius(power, a);
        return power;
    }

    private static long[] zeta(QuadraticField field) {
        long[] zeta = field.element();
        field.timesNonResidue(zeta, field.one());
        return zeta;
    }

    private static long[] product(Field field, long[] a, long[] b) {
        long[] r = field.element();
        field.multiply(r, a, b);
        return r;
    }

    private static long[] sum(Field field, long[] a, long[] b) {
        long[] r = field.element();
        field.add(r, a, b);
        return r;
    }

    private long[] element(QuadraticField field) {
        BigInteger q = field.prime.modulus();
        return field.of(new BigInteger(500, random).mod(q), new BigInteger(500, random).mod(q));
    }

    private Fq12 value(DodecicField field) {
        Fq12 value = field.one();
        for (Fq6 half : List.of(value.c0, value.c1)) {
            for (Complex coefficient : List.of(half.c0(), half.c1(), half.c2())) {
                field.fq2.set(coefficient, field.fq2.of(new BigInteger(500, random), new BigInteger(500, random)));
            }
        }
        return value;
    }
}
