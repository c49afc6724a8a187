package dev.assay.verification.bn254;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The two prime fields against {@link BigInteger}. */
class FieldTest {

    private static final BigInteger Q = Fq.MODULUS;
    private static final BigInteger R = Fr.MODULUS;

    @Test
    void baseFieldAgreesWithBigInteger() {
        for (BigInteger a : samples(Q, 60)) {
            for (BigInteger b : samples(Q, 60)) {
                Fq x = Fq.of(a);
                Fq y = Fq.of(b);
                assertEquals(a.add(b).mod(Q), x.add(y).toBigInteger());
                assertEquals(a.subtract(b).mod(Q), x.subtract(y).toBigInteger());
                assertEquals(a.multiply(b).mod(Q), x.multiply(y).toBigInteger());
                assertEquals(a.equals(b), x.equals(y));
            }
            assertEquals(a.negate().mod(Q), Fq.of(a).negate().toBigInteger());
            assertEquals(a.shiftLeft(1).mod(Q), Fq.of(a).twice().toBigInteger());
            assertEquals(a.multiply(a).mod(Q), Fq.of(a).square().toBigInteger());
            assertEquals(a.signum() == 0, Fq.of(a).isZero());
        }
    }

    @Test
    void scalarFieldAgreesWithBigInteger() {
        for (BigInteger a : samples(R, 60)) {
            for (BigInteger b : samples(R, 60)) {
                Fr x = Fr.of(a);
                Fr y = Fr.of(b);
                assertEquals(a.add(b).mod(R), x.add(y).toBigInteger());
                assertEquals(a.subtract(b).mod(R), x.subtract(y).toBigInteger());
                assertEquals(a.multiply(b).mod(R), x.multiply(y).toBigInteger());
            }
        }
    }

    /** The limbs themselves at their extremes, not only the numbers: carries are where such code breaks. */
    @Test
    void extremeMontgomeryLimbsAgreeWithBigInteger() {
        BigInteger unscale = BigInteger.ONE.shiftLeft(256).modInverse(Q);
        for (BigInteger a : samples(Q, 40)) {
            for (BigInteger b : samples(Q, 40)) {
                Fq x = Fq.fromMontgomeryLittleEndian(littleEndian(a), 0).orElseThrow();
                Fq y = Fq.fromMontgomeryLittleEndian(littleEndian(b), 0).orElseThrow();
                BigInteger product = a.multiply(b).multiply(unscale).mod(Q);
                assertArrayEquals(littleEndian(product), x.multiply(y).toMontgomeryLittleEndian());
            }
        }
    }

    @Test
    void multipliesAndInvertsManyRandomValues() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            BigInteger a = new BigInteger(300, random).mod(Q);
            BigInteger b = new BigInteger(300, random).mod(Q);
            assertEquals(a.multiply(b).mod(Q), Fq.of(a).multiply(Fq.of(b)).toBigInteger());
        }
        for (BigInteger a : samples(R, 200)) {
            if (a.signum() != 0) {
                assertEquals(a.modInverse(R), Fr.of(a).inverse().toBigInteger());
                assertEquals(a.modPow(a, R), Fr.of(a).pow(a).toBigInteger());
                assertEquals(a.modPow(a.negate(), R), Fr.of(a).pow(a.negate()).toBigInteger());
            }
        }
    }

    @Test
    void refusesNumbersThatAreNotCanonical() {
        assertThrows(IllegalArgumentException.class, () -> Fq.of(Q));
        assertThrows(IllegalArgumentException.class, () -> Fr.of(R));
        assertThrows(IllegalArgumentException.class, () -> Fr.of(Q));
        assertThrows(IllegalArgumentException.class, () -> Fq.of(BigInteger.ONE.negate()));
        assertThrows(IllegalArgumentException.class, () -> Fq.of(-1));
        for (BigInteger value :
                List.of(Q, Q.add(BigInteger.ONE), BigInteger.TWO.pow(256).subtract(BigInteger.ONE))) {
            assertTrue(Fq.fromLittleEndian(littleEndian(value), 0).isEmpty());
            assertTrue(Fq.fromMontgomeryLittleEndian(littleEndian(value), 0).isEmpty());
        }
        assertTrue(Fr.fromLittleEndian(littleEndian(R), 0).isEmpty());
        assertTrue(
                Fr.fromLittleEndian(littleEndian(R.subtract(BigInteger.ONE)), 0).isPresent());
    }

    @Test
    void bytesComeBackAsTheyWere() {
        for (BigInteger a : samples(R, 100)) {
            byte[] shifted = new byte[37];
            System.arraycopy(littleEndian(a), 0, shifted, 5, 32);
            Fr value = Fr.fromLittleEndian(shifted, 5).orElseThrow();
            assertEquals(a, value.toBigInteger());
            assertArrayEquals(littleEndian(a), value.toLittleEndian());
            assertEquals(
                    value,
                    Fr.fromMontgomeryLittleEndian(value.toMontgomeryLittleEndian(), 0)
                            .orElseThrow());
        }
    }

    @Test
    void zeroHasNoInverse() {
        assertThrows(ArithmeticException.class, Fq.ZERO::inverse);
        assertThrows(ArithmeticException.class, Fr.ZERO::inverse);
        assertThrows(ArithmeticException.class, Fq2.ZERO::inverse);
        assertThrows(ArithmeticException.class, () -> Fr.inverses(List.of(Fr.ONE, Fr.ZERO)));
    }

    @Test
    void batchInversionAgreesWithSingleInversion() {
        List<Fr> values = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            values.add(Fr.random(random));
        }
        assertEquals(values.stream().map(Fr::inverse).toList(), Fr.inverses(values));
        assertEquals(List.of(), Fr.inverses(List.of()));
    }

    @Test
    void rootsOfUnityAreThoseOfSnarkjs() {
        assertEquals(
                new BigInteger("19103219067921713944291392827692070036145651957329286315305642004821462161904"),
                Fr.rootOfUnity(28).toBigInteger());
        assertEquals(Fr.ONE, Fr.rootOfUnity(0));
        assertEquals(Fr.ONE.negate(), Fr.rootOfUnity(1));
        for (int log2 = 1; log2 <= Fr.TWO_ADICITY; log2++) {
            assertEquals(Fr.rootOfUnity(log2 - 1), Fr.rootOfUnity(log2).square());
        }
        assertThrows(IllegalArgumentException.class, () -> Fr.rootOfUnity(29));
    }

    @Test
    void randomElementsDifferAndFillTheField() {
        Random random = new Random(3);
        Fr first = Fr.random(random);
        BigInteger highest = BigInteger.ZERO;
        for (int i = 0; i < 1000; i++) {
            Fr next = Fr.random(random);
            assertNotEquals(first, next);
            highest = highest.max(next.toBigInteger());
        }
        assertTrue(highest.compareTo(R.multiply(BigInteger.valueOf(98)).divide(BigInteger.valueOf(100))) > 0);
    }

    @Test
    void quadraticExtensionIsAField() {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            Fq2 a = new Fq2(Fq.random(random), Fq.random(random));
            Fq2 b = new Fq2(Fq.random(random), Fq.random(random));
            Fq2 c = new Fq2(Fq.random(random), Fq.random(random));
            assertEquals(a.multiply(b.add(c)), a.multiply(b).add(a.multiply(c)));
            assertEquals(a.multiply(a), a.square());
            assertEquals(Fq2.ONE, a.multiply(a.inverse()));
            assertEquals(a.conjugate(), a.pow(Q));
            assertEquals(List.of(a.inverse(), b.inverse()), Fq2.inverses(List.of(a, b)));
        }
        Fq2 u = new Fq2(Fq.ZERO, Fq.ONE);
        assertEquals(Fq2.ONE.negate(), u.square());
        assertFalse(u.isZero());
    }

    private static List<BigInteger> samples(BigInteger modulus, int random) {
        List<BigInteger> samples = new ArrayList<>();
        BigInteger ones = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        for (int mask = 0; mask < 16; mask++) {
            BigInteger value = BigInteger.ZERO;
            for (int limb = 0; limb < 4; limb++) {
                value = (mask >> limb & 1) == 0 ? value : value.or(ones.shiftLeft(64 * limb));
            }
            samples.add(value.mod(modulus));
            samples.add(value.mod(BigInteger.ONE.shiftLeft(253)).mod(modulus));
        }
        for (int i = 0; i < 3; i++) {
            samples.add(BigInteger.valueOf(i));
            samples.add(modulus.subtract(BigInteger.valueOf(i + 1)));
            samples.add(modulus.shiftRight(1).add(BigInteger.valueOf(i)));
        }
        Random seeded = new Random(5);
        for (int i = 0; i < random; i++) {
            samples.add(new BigInteger(300, seeded).mod(modulus));
        }
        return samples;
    }

    private static byte[] littleEndian(BigInteger value) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }
}
