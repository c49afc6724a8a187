package dev.assay.verification.ecdsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sums of multiples, against Bouncy Castle's. */
class PointSumTest {

    @ParameterizedTest
    @EnumSource
    void multiplesOfTwoPointsAgreeWithBouncyCastle(NistCurve curve) {
        ECPoint g = x9(curve).getG();
        ECPoint q = g.multiply(BigInteger.valueOf(0xA55A)).normalize();
        Multiples generator = Generator.of(curve);
        List<Multiples> tables = List.of(
                Multiples.of(curve, affine(curve, q), 5, 1),
                Multiples.of(curve, affine(curve, q), 6, 4),
                Multiples.of(curve, affine(curve, q), 3, 7));
        List<BigInteger> scalars = scalars(curve);
        for (BigInteger u : scalars) {
            for (BigInteger v : scalars) {
                ECPoint expected = g.multiply(u).add(q.multiply(v)).normalize();
                for (Multiples table : tables) {
                    check(curve, expected, Multiples.sum(curve, generator, u, table, v));
                }
            }
        }
    }

    /** Where both points are the same or opposite, and their multiples meet on the way. */
    @ParameterizedTest
    @EnumSource
    void sumsThatMeetThemselvesAgreeWithBouncyCastle(NistCurve curve) {
        ECPoint g = x9(curve).getG();
        Random random = new Random(11);
        for (ECPoint q :
                List.of(g, g.negate(), g.twice().normalize(), g.twice().negate().normalize())) {
            for (int rows : new int[] {1, 4}) {
                Multiples generator = Multiples.of(curve, affine(curve, g), 5, rows);
                Multiples table = Multiples.of(curve, affine(curve, q), 5, rows);
                for (int i = 0; i < 64; i++) {
                    BigInteger u = new BigInteger(i % 2 == 0 ? 8 : curve.bits() - 1, random);
                    ECPoint expected = g.multiply(u).add(q.multiply(u)).normalize();
                    check(curve, expected, Multiples.sum(curve, generator, u, table, u));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void digitsAddUpToTheNumberAndAreFarApart(NistCurve curve) {
        for (BigInteger number : scalars(curve)) {
            for (int width = 3; width <= 8; width++) {
                byte[] digits = SignedDigits.of(number, width, curve.bits());
                BigInteger sum = BigInteger.ZERO;
                int last = -width;
                for (int i = 0; i < digits.length; i++) {
                    sum = sum.add(BigInteger.valueOf(digits[i]).shiftLeft(i));
                    if (digits[i] != 0) {
                        assertTrue(i - last >= width && digits[i] % 2 != 0 && Math.abs(digits[i]) < 1 << width - 1);
                        last = i;
                    }
                }
                assertEquals(number, sum);
            }
        }
    }

    private static void check(NistCurve curve, ECPoint expected, PointSum sum) {
        if (expected.isInfinity()) {
            assertFalse(sum.hasX(BigInteger.ZERO));
            return;
        }
        CoordinateField field = CoordinateField.of(curve);
        Affine actual = Affine.of(field, List.of(sum.point())).getFirst();
        assertEquals(expected.getAffineXCoord().toBigInteger(), field.toBigInteger(actual.x()));
        assertEquals(expected.getAffineYCoord().toBigInteger(), field.toBigInteger(actual.y()));
        assertTrue(sum.hasX(expected.getAffineXCoord().toBigInteger()));
        assertFalse(sum.hasX(expected.getAffineYCoord().toBigInteger()));
    }

    private static List<BigInteger> scalars(NistCurve curve) {
        Random random = new Random(7);
        BigInteger n = curve.order();
        return List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.TWO,
                BigInteger.valueOf(0xA55A),
                n.subtract(BigInteger.ONE),
                n.subtract(BigInteger.valueOf(0xA55A)),
                n.shiftRight(1),
                BigInteger.ONE.shiftLeft(curve.bits() - 1),
                BigInteger.ONE.shiftLeft(curve.bits()).subtract(BigInteger.ONE),
                new BigInteger(curve.bits(), random).mod(n),
                new BigInteger(curve.bits(), random).mod(n),
                new BigInteger(curve.bits() / 2, random));
    }

    private static Affine affine(NistCurve curve, ECPoint point) {
        CoordinateField field = CoordinateField.of(curve);
        return new Affine(
                field.of(point.getAffineXCoord().toBigInteger()),
                field.of(point.getAffineYCoord().toBigInteger()));
    }

    private static X9ECParameters x9(NistCurve curve) {
        return CustomNamedCurves.getByName(curve == NistCurve.P256 ? "secp256r1" : "secp384r1");
    }
}
