package dev.assay.verification.proof.kzg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalars of both curves against {@link BigInteger}. */
class ScalarTest {

    static Stream<Curve> curves() {
        return Stream.of(Curve.BN254, Curve.BLS12_381);
    }

    private static List<BigInteger> samples(Curve curve) {
        BigInteger r = curve.fr().modulus();
        List<BigInteger> samples =
                new ArrayList<>(List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, r.subtract(BigInteger.ONE)));
        Random random = new Random(107);
        for (int i = 0; i < 20; i++) {
            samples.add(new BigInteger(300, random).mod(r));
        }
        return samples;
    }

    @ParameterizedTest
    @MethodSource("curves")
    void agreesWithBigInteger(Curve curve) {
        BigInteger r = curve.fr().modulus();
        for (BigInteger a : samples(curve)) {
            Scalar x = Scalar.of(curve, a);
            for (BigInteger b : samples(curve)) {
                Scalar y = Scalar.of(curve, b);
                assertEquals(a.add(b).mod(r), x.add(y).toBigInteger());
                assertEquals(a.subtract(b).mod(r), x.subtract(y).toBigInteger());
                assertEquals(a.multiply(b).mod(r), x.multiply(y).toBigInteger());
                assertEquals(a.equals(b), x.equals(y));
            }
            assertEquals(a.negate().mod(r), x.negate().toBigInteger());
            assertEquals(a.modPow(a, r), x.pow(a).toBigInteger());
            assertEquals(a.equals(BigInteger.ONE), x.isOne());
            assertEquals(a.signum() == 0, x.isZero());
            assertEquals(a, new BigInteger(1, x.toBigEndian()));
            assertEquals(Scalar.SIZE_BYTES, x.toBigEndian().length);
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void invertsAllButZero(Curve curve) {
        List<Scalar> scalars = Scalar.of(curve, samples(curve)).stream()
                .filter(scalar -> !scalar.isZero())
                .toList();
        List<Scalar> inverses = Scalar.inverses(scalars);
        for (int i = 0; i < scalars.size(); i++) {
            assertEquals(scalars.get(i).inverse(), inverses.get(i));
            assertEquals(Scalar.one(curve), scalars.get(i).multiply(inverses.get(i)));
        }
        assertEquals(List.of(), Scalar.inverses(List.of()));
        assertThrows(ArithmeticException.class, () -> Scalar.zero(curve).inverse());
        assertThrows(ArithmeticException.class, () -> Scalar.inverses(List.of(Scalar.zero(curve))));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void refusesAliases(Curve curve) {
        BigInteger r = curve.fr().modulus();
        assertThrows(IllegalArgumentException.class, () -> Scalar.of(curve, r));
        assertThrows(IllegalArgumentException.class, () -> Scalar.of(curve, -1));
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 0xff);
        assertEquals(
                BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE).mod(r),
                Scalar.reduced(curve, ones).toBigInteger());
    }

    @Test
    void curvesDoNotMix() {
        assertNotEquals(Scalar.one(Curve.BN254), Scalar.one(Curve.BLS12_381));
    }

    @Test
    void numbersArePaddedWithZeros() {
        assertArrayEquals(new byte[] {0, 0, (byte) 0x80}, Scalar.bigEndian(BigInteger.valueOf(0x80), 3));
        assertArrayEquals(new byte[] {(byte) 0xff, 1}, Scalar.bigEndian(BigInteger.valueOf(0xff01), 2));
    }
}
