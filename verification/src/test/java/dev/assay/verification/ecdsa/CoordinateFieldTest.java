package dev.assay.verification.ecdsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limbs against {@link BigInteger}. */
class CoordinateFieldTest {

    @ParameterizedTest
    @EnumSource
    void agreesWithBigInteger(NistCurve curve) {
        CoordinateField field = CoordinateField.of(curve);
        BigInteger p = field.modulus();
        long[] r = field.element();
        for (BigInteger a : samples(curve)) {
            long[] x = field.of(a);
            assertEquals(a, field.toBigInteger(x));
            field.square(r, x);
            assertEquals(a.multiply(a).mod(p), field.toBigInteger(r));
            assertEquals(a.signum() == 0, field.isZero(x));
            if (a.signum() != 0) {
                assertEquals(a.modInverse(p), field.toBigInteger(field.inverse(x)));
            }
            for (BigInteger b : samples(curve)) {
                long[] y = field.of(b);
                field.add(r, x, y);
                assertEquals(a.add(b).mod(p), field.toBigInteger(r));
                field.subtract(r, x, y);
                assertEquals(a.subtract(b).mod(p), field.toBigInteger(r));
                assertEquals(a.equals(b), field.isZero(r));
                assertEquals(a.equals(b), field.equal(x, y));
                field.multiply(r, x, y);
                assertEquals(a.multiply(b).mod(p), field.toBigInteger(r));
            }
        }
    }

    /**
     * Results are not fully reduced: whatever the operations make of one another must stay within the bounds that each
     * relies on.
     */
    @ParameterizedTest
    @EnumSource
    void longChainsOfOperationsStayInBounds(NistCurve curve) {
        CoordinateField field = CoordinateField.of(curve);
        BigInteger p = field.modulus();
        BigInteger bound = p.add(p.shiftRight(3));
        Random random = new Random(20);
        List<BigInteger> samples = samples(curve);
        long[][] limbs = new long[8][];
        BigInteger[] values = new BigInteger[8];
        for (int i = 0; i < 8; i++) {
            values[i] = samples.get(i);
            limbs[i] = field.of(values[i]);
        }
        for (int step = 0; step < 200_000; step++) {
            int r = random.nextInt(8);
            int a = random.nextInt(8);
            int b = random.nextInt(8);
            BigInteger x = values[a];
            BigInteger y = values[b];
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    field.add(limbs[r], limbs[a], limbs[b]);
                    values[r] = x.add(y).mod(p);
                }
                case 2, 3 -> {
                    field.subtract(limbs[r], limbs[a], limbs[b]);
                    values[r] = x.subtract(y).mod(p);
                }
                case 4 -> {
                    field.multiply(limbs[r], limbs[a], limbs[b]);
                    values[r] = x.multiply(y).mod(p);
                }
                default -> {
                    field.square(limbs[r], limbs[a]);
                    values[r] = x.multiply(x).mod(p);
                }
            }
            assertTrue(plain(curve, limbs[r]).compareTo(bound) < 0);
            if (step % 16 == 0) {
                assertEquals(values[r], field.toBigInteger(limbs[r]));
            }
        }
    }

    /** Every limb is of its radix, but for the highest, which the bound is about. */
    private static BigInteger plain(NistCurve curve, long[] limbs) {
        int radix = curve == NistCurve.P256 ? 52 : 56;
        BigInteger value = BigInteger.ZERO;
        for (int i = limbs.length - 1; i >= 0; i--) {
            assertTrue(limbs[i] >= 0);
            assertTrue(i == limbs.length - 1 || limbs[i] >>> radix == 0);
            value = value.shiftLeft(radix).add(BigInteger.valueOf(limbs[i]));
        }
        return value;
    }

    /** The limbs themselves at their extremes, which no residue has of itself. */
    @ParameterizedTest
    @EnumSource
    void extremeLimbsAgreeWithBigInteger(NistCurve curve) {
        CoordinateField field = CoordinateField.of(curve);
        BigInteger p = field.modulus();
        BigInteger unit = field.toBigInteger(field.of(BigInteger.ONE));
        assertEquals(BigInteger.ONE, unit);
        long[] r = field.element();
        List<long[]> all = extremes(curve);
        for (long[] a : all) {
            BigInteger x = field.toBigInteger(a);
            field.square(r, a);
            assertEquals(x.multiply(x).mod(p), field.toBigInteger(r));
            for (long[] b : all) {
                BigInteger y = field.toBigInteger(b);
                field.multiply(r, a, b);
                assertEquals(x.multiply(y).mod(p), field.toBigInteger(r));
                field.add(r, a, b);
                assertEquals(x.add(y).mod(p), field.toBigInteger(r));
                field.subtract(r, a, b);
                assertEquals(x.subtract(y).mod(p), field.toBigInteger(r));
            }
        }
    }

    private static List<long[]> extremes(NistCurve curve) {
        int limbs = curve == NistCurve.P256 ? 5 : 7;
        long full = (1L << (curve == NistCurve.P256 ? 52 : 56)) - 1;
        long[] top = {0, 1, (1L << 48) - 1, 1L << 48, (1L << 48) + (1L << 43)};
        List<long[]> all = new ArrayList<>();
        for (int pattern = 0; pattern < 1 << limbs - 1; pattern++) {
            for (long highest : top) {
                long[] a = new long[limbs];
                for (int i = 0; i < limbs - 1; i++) {
                    a[i] = (pattern >> i & 1) == 0 ? 0 : full;
                }
                a[limbs - 1] = highest;
                all.add(a);
            }
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void zeroHasNoInverse(NistCurve curve) {
        CoordinateField field = CoordinateField.of(curve);
        assertThrows(ArithmeticException.class, () -> field.inverse(field.element()));
        long[] difference = field.element();
        field.subtract(difference, field.one(), field.one());
        assertTrue(field.isZero(difference));
        assertFalse(field.isZero(field.one()));
    }

    private static List<BigInteger> samples(NistCurve curve) {
        BigInteger p = curve.prime();
        Random random = new Random(384);
        List<BigInteger> samples = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            samples.add(BigInteger.valueOf(i));
            samples.add(p.subtract(BigInteger.valueOf(i + 1)));
        }
        samples.add(p.shiftRight(1));
        samples.add(curve.order());
        for (int bit = 16; bit < curve.bits(); bit += 16) {
            samples.add(BigInteger.ONE.shiftLeft(bit));
            samples.add(BigInteger.ONE.shiftLeft(bit).subtract(BigInteger.ONE));
            samples.add(p.subtract(BigInteger.ONE.shiftLeft(bit)));
            samples.add(new BigInteger(curve.bits(), random).mod(p));
        }
        return samples;
    }
}
