package dev.assay.verification.pairing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The limbs against {@link BigInteger}. */
class PrimeFieldTest {

    private static final List<PrimeField> BASE_FIELDS = List.of(Curve.BN254.fq(), Curve.BLS12_381.fq());
    private static final List<PrimeField> FIELDS =
            List.of(Curve.BN254.fq(), Curve.BLS12_381.fq(), Curve.BN254.fr(), Curve.BLS12_381.fr());

    @Test
    void agreesWithBigInteger() {
        for (PrimeField field : FIELDS) {
            BigInteger m = field.modulus();
            long[] r = field.element();
            for (BigInteger a : samples(field)) {
                long[] x = field.of(a);
                assertEquals(a, field.toBigInteger(x));
                field.halve(r, x);
                assertEquals(a.multiply(BigInteger.TWO.modInverse(m)).mod(m), field.toBigInteger(r));
                field.negate(r, x);
                assertEquals(a.negate().mod(m), field.toBigInteger(r));
                for (BigInteger b : samples(field)) {
                    long[] y = field.of(b);
                    field.add(r, x, y);
                    assertEquals(a.add(b).mod(m), field.toBigInteger(r));
                    field.subtract(r, x, y);
                    assertEquals(a.subtract(b).mod(m), field.toBigInteger(r));
                    field.multiply(r, x, y);
                    assertEquals(a.multiply(b).mod(m), field.toBigInteger(r));
                }
            }
        }
    }

    /** The limbs themselves at their extremes, not only the numbers: carries are where such code breaks. */
    @Test
    void extremeLimbsAgreeWithBigInteger() {
        for (PrimeField field : BASE_FIELDS) {
            List<long[]> limbs = extremes(field);
            for (long[] a : limbs) {
                for (long[] b : limbs) {
                    for (long[] c : limbs) {
                        checkProducts(field, a, b, c, a);
                        checkProducts(field, a, a, b, c);
                    }
                }
            }
        }
    }

    @Test
    void manyRandomProductsAgreeWithBigInteger() {
        Random random = new Random(61);
        for (PrimeField field : BASE_FIELDS) {
            for (int i = 0; i < 10_000; i++) {
                checkProducts(
                        field,
                        random(field, random),
                        random(field, random),
                        random(field, random),
                        random(field, random));
            }
        }
    }

    private static void checkProducts(PrimeField field, long[] a, long[] b, long[] c, long[] d) {
        BigInteger m = field.modulus();
        BigInteger ab = field.toBigInteger(a).multiply(field.toBigInteger(b));
        BigInteger cd = field.toBigInteger(c).multiply(field.toBigInteger(d));
        long[] r = field.element();
        field.multiply(r, a, b);
        assertEquals(ab.mod(m), field.toBigInteger(r));
        field.sumOfProducts(r, 0, a, 0, b, 0, c, 0, d, 0);
        assertEquals(ab.add(cd).mod(m), field.toBigInteger(r));
        field.differenceOfProducts(r, 0, a, 0, b, 0, c, 0, d, 0);
        assertEquals(ab.subtract(cd).mod(m), field.toBigInteger(r));
    }

    @Test
    void smallMultiplesAgreeWithBigInteger() {
        FourLimbField field = (FourLimbField) Curve.BN254.fq();
        BigInteger m = field.modulus();
        Random random = new Random(63);
        List<long[]> operands = extremes(field);
        for (int i = 0; i < 200; i++) {
            operands.add(random(field, random));
        }
        long[] r = field.element();
        for (long[] a : operands) {
            for (long[] b : operands) {
                long k = random.nextInt(16);
                BigInteger expected = field.toBigInteger(a)
                        .multiply(BigInteger.valueOf(k))
                        .add(field.toBigInteger(b))
                        .mod(m);
                field.addMultiple(r, 0, k, a, 0, b, 0);
                assertEquals(expected, field.toBigInteger(r));
            }
        }
    }

    @Test
    void resultsMayOverwriteOperands() {
        Random random = new Random(62);
        for (PrimeField field : BASE_FIELDS) {
            long[] a = random(field, random);
            long[] b = random(field, random);
            long[] expected = field.element();
            field.multiply(expected, a, b);
            long[] r = a.clone();
            field.multiply(r, r, b);
            assertArrayEquals(expected, r);
            r = b.clone();
            field.multiply(r, a, r);
            assertArrayEquals(expected, r);
        }
    }

    @Test
    void inversesUndoMultiplication() {
        Random random = new Random(63);
        for (PrimeField field : FIELDS) {
            long[][] elements = new long[20][];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = random(field, random);
            }
            long[][] inverses =
                    java.util.Arrays.stream(elements).map(long[]::clone).toArray(long[][]::new);
            field.invertAll(inverses);
            for (int i = 0; i < elements.length; i++) {
                long[] inverse = field.element();
                field.inverse(inverse, elements[i]);
                assertArrayEquals(inverse, inverses[i]);
                field.multiply(inverse, inverse, elements[i]);
                assertArrayEquals(field.one(), inverse);
            }
            assertThrows(ArithmeticException.class, () -> field.inverse(field.element(), field.element()));
        }
    }

    @Test
    void refusesNumbersThatAreNotCanonical() {
        for (PrimeField field : FIELDS) {
            assertThrows(IllegalArgumentException.class, () -> field.of(field.modulus()));
            assertThrows(IllegalArgumentException.class, () -> field.of(BigInteger.ONE.negate()));
        }
    }

    private static List<BigInteger> samples(PrimeField field) {
        BigInteger m = field.modulus();
        List<BigInteger> samples = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            samples.add(BigInteger.valueOf(i));
            samples.add(m.subtract(BigInteger.valueOf(i + 1)));
            samples.add(m.shiftRight(1).add(BigInteger.valueOf(i)));
        }
        Random random = new Random(64);
        for (int i = 0; i < 30; i++) {
            samples.add(new BigInteger(500, random).mod(m));
        }
        return samples;
    }

    private static long[] random(PrimeField field, Random random) {
        return field.of(new BigInteger(500, random).mod(field.modulus()));
    }

    /** Each limb all zeros or all ones, as far as the modulus allows. */
    private static List<long[]> extremes(PrimeField field) {
        List<long[]> extremes = new ArrayList<>();
        long highest = field.modulus().shiftRight(64 * (field.limbs() - 1)).longValue();
        for (int mask = 0; mask < 1 << field.limbs(); mask += field.limbs() == 4 ? 1 : 5) {
            long[] limbs = field.element();
            for (int i = 0; i < limbs.length; i++) {
                limbs[i] = -(mask >> i & 1L);
            }
            limbs[limbs.length - 1] &= highest - 1;
            extremes.add(limbs);
        }
        long[] top = field.element();
        field.negate(top, field.of(BigInteger.ONE.shiftLeft(64 * field.limbs()).modInverse(field.modulus())));
        extremes.add(top);
        return extremes;
    }
}
