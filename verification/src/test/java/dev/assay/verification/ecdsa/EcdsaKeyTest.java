package dev.assay.verification.ecdsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EcdsaKeyTest {
    private static final ECDomainParameters P256 = domain("secp256r1");
    private static final ECDomainParameters P384 = domain("secp384r1");

    /** Bouncy Castle as the other implementation: hundreds of keys, each signature whole and damaged. */
    @ParameterizedTest
    @EnumSource
    void agreesWithBouncyCastle(NistCurve curve) {
        Random random = new Random(186);
        for (int i = 0; i < 400; i++) {
            BigInteger secret = scalar(curve, random);
            ECPoint point = domain(curve).getG().multiply(secret).normalize();
            EcdsaKey key = EcdsaKey.of(curve, point.getEncoded(false));
            byte[] hash = new byte[1 + random.nextInt(64)];
            random.nextBytes(hash);
            BigInteger[] rs = sign(curve, secret, hash, random);
            byte[] r = fixed(curve, rs[0]);
            byte[] s = fixed(curve, rs[1]);
            assertTrue(key.verifyHash(hash, r, s));
            assertTrue(key.verifyHash(hash, r, fixed(curve, curve.order().subtract(rs[1]))), "the other half of s");
            byte[] damaged = (i % 3 == 0 ? hash : i % 3 == 1 ? r : s);
            int bit = random.nextInt(Math.min(8 * damaged.length, curve.bits()));
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(bouncyCastle(curve, point, hash, r, s), key.verifyHash(hash, r, s));
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheJdk(NistCurve curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve == NistCurve.P256 ? "secp256r1" : "secp384r1"));
        String algorithm = curve.hash().replace("-", "") + "withECDSA";
        for (int i = 0; i < 64; i++) {
            KeyPair pair = generator.generateKeyPair();
            EcdsaKey key = EcdsaKey.of(curve, xy(curve, (ECPublicKey) pair.getPublic()));
            byte[] message = {1, 2, 3, (byte) i};
            byte[] other = {1, 2, 4, (byte) i};
            byte[] der = jdk(algorithm, pair, message);
            assertTrue(key.verifyDer(message, der));
            assertFalse(key.verifyDer(other, der));
            byte[] raw = jdk(algorithm + "inP1363Format", pair, message);
            assertTrue(key.verifyRaw(message, raw));
            assertFalse(key.verifyRaw(other, raw));
            assertFalse(key.verifyRaw(message, Arrays.copyOf(raw, raw.length + 1)));
            assertFalse(key.verifyRaw(message, Arrays.copyOf(raw, raw.length - 1)));
        }
    }

    /** CVE-2022-21449: r = s = 0 passed for any message and key; so must nothing else that is 0 modulo the order. */
    @ParameterizedTest
    @EnumSource
    void rejectsPsychicSignatures(NistCurve curve) {
        EcdsaKey key = EcdsaKey.of(curve, domain(curve).getG().getEncoded(false));
        byte[] message = {1, 2, 3};
        BigInteger n = curve.order();
        BigInteger most = BigInteger.ONE.shiftLeft(curve.bits()).subtract(BigInteger.ONE);
        for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, n, curve.prime(), most}) {
            for (BigInteger other : new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, n.subtract(BigInteger.ONE), n}) {
                assertFalse(key.verifyRaw(message, raw(curve, bad, other)));
                assertFalse(key.verifyRaw(message, raw(curve, other, bad)));
            }
        }
        assertFalse(key.verifyDer(message, HexFormat.of().parseHex("3006020100020100")));
        assertFalse(key.verifyHash(new byte[curve.coordinateBytes()], new byte[0], new byte[0]));
    }

    /** r is the x of a point modulo the order, which x may exceed: one signature in 2^128 has to take the detour. */
    @ParameterizedTest
    @EnumSource
    void acceptsSignaturesWhosePointLiesBeyondTheOrder(NistCurve curve) {
        ECDomainParameters domain = domain(curve);
        BigInteger n = curve.order();
        BigInteger r = BigInteger.ONE;
        while (!isCoordinate(curve, r.add(n))) {
            r = r.add(BigInteger.ONE);
        }
        byte[] compressed = new byte[1 + curve.coordinateBytes()];
        compressed[0] = 2;
        System.arraycopy(fixed(curve, r.add(n)), 0, compressed, 1, curve.coordinateBytes());
        ECPoint meant = domain.getCurve().decodePoint(compressed);
        // With s = r the equation is (e / r) G + Q = R.
        BigInteger e = BigInteger.valueOf(1234567);
        ECPoint q = meant.subtract(
                        domain.getG().multiply(e.multiply(r.modInverse(n)).mod(n)))
                .normalize();
        EcdsaKey key = EcdsaKey.of(curve, q.getEncoded(false));
        assertTrue(key.verifyHash(fixed(curve, e), fixed(curve, r), fixed(curve, r)));
        assertFalse(key.verifyHash(fixed(curve, e.add(BigInteger.ONE)), fixed(curve, r), fixed(curve, r)));
    }

    /** e / s G + r / s Q at infinity: a signature of Q = -e/r G, whose point has no x. */
    @ParameterizedTest
    @EnumSource
    void rejectsSignaturesWhosePointIsInfinite(NistCurve curve) {
        BigInteger n = curve.order();
        BigInteger e = BigInteger.valueOf(77);
        BigInteger r = BigInteger.valueOf(5);
        BigInteger secret = e.negate().multiply(r.modInverse(n)).mod(n);
        EcdsaKey key = EcdsaKey.of(
                curve, domain(curve).getG().multiply(secret).normalize().getEncoded(false));
        for (int i = 0; i < 3; i++) {
            assertFalse(key.verifyHash(fixed(curve, e), fixed(curve, r), fixed(curve, r)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void signaturesCountTheSameForAKeyInUse(NistCurve curve) {
        Random random = new Random(3);
        BigInteger secret = scalar(curve, random);
        ECPoint point = domain(curve).getG().multiply(secret).normalize();
        EcdsaKey key = EcdsaKey.of(curve, point.getEncoded(false));
        for (int i = 0; i < 200; i++) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            BigInteger[] rs = sign(curve, secret, hash, random);
            assertTrue(key.verifyHash(hash, fixed(curve, rs[0]), fixed(curve, rs[1])));
            assertFalse(key.verifyHash(hash, fixed(curve, rs[0]), fixed(curve, rs[1].xor(BigInteger.ONE))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyPointsOfTheCurveAreKeys(NistCurve curve) {
        byte[] good = domain(curve).getG().getEncoded(false);
        int width = curve.coordinateBytes();
        assertArrayEquals(good, EcdsaKey.of(curve, good).encoded());
        assertArrayEquals(
                good,
                EcdsaKey.of(curve, Arrays.copyOfRange(good, 1, good.length)).encoded());
        assertEquals(curve, EcdsaKey.of(curve, good).curve());
        refused(curve, new byte[0]);
        refused(curve, new byte[] {0});
        refused(curve, new byte[2 * width]);
        refused(curve, domain(curve).getG().getEncoded(true));
        refused(curve, Arrays.copyOf(good, good.length + 1));
        refused(curve, changed(good, 0, 6));
        refused(curve, changed(good, good.length - 1, good[good.length - 1] ^ 1));
        // The same point, were coordinates taken modulo the prime: x = 0 and its y, or x = p.
        byte[] alias = new byte[1 + 2 * width];
        alias[0] = 4;
        System.arraycopy(fixed(curve, curve.prime()), 0, alias, 1, width);
        BigInteger y = squareRoot(curve, curve.b());
        System.arraycopy(fixed(curve, y), 0, alias, 1 + width, width);
        refused(curve, alias);
        Arrays.fill(alias, 1, 1 + width, (byte) 0);
        assertArrayEquals(alias, EcdsaKey.of(curve, alias).encoded());
    }

    @Test
    void keysAreEqualByCurveAndPoint() {
        byte[] g = domain(NistCurve.P256).getG().getEncoded(false);
        EcdsaKey key = EcdsaKey.of(NistCurve.P256, g);
        assertEquals(key, EcdsaKey.of(NistCurve.P256, g));
        assertEquals(key.hashCode(), EcdsaKey.of(NistCurve.P256, g).hashCode());
        byte[] opposite = domain(NistCurve.P256).getG().negate().getEncoded(false);
        assertNotEquals(key, EcdsaKey.of(NistCurve.P256, opposite));
        key.encoded()[5] ^= 1;
        g[5] ^= 1;
        assertArrayEquals(domain(NistCurve.P256).getG().getEncoded(false), key.encoded());
    }

    private static void refused(NistCurve curve, byte[] point) {
        assertThrows(IllegalArgumentException.class, () -> EcdsaKey.of(curve, point));
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static boolean isCoordinate(NistCurve curve, BigInteger x) {
        BigInteger square = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(curve.b());
        BigInteger y = squareRoot(curve, square);
        return y.multiply(y).subtract(square).mod(curve.prime()).signum() == 0;
    }

    /** Both primes are 3 modulo 4. */
    private static BigInteger squareRoot(NistCurve curve, BigInteger square) {
        return square.modPow(curve.prime().add(BigInteger.ONE).shiftRight(2), curve.prime());
    }

    private static BigInteger[] sign(NistCurve curve, BigInteger secret, byte[] hash, Random random) {
        BigInteger n = curve.order();
        BigInteger k = scalar(curve, random);
        BigInteger r = domain(curve)
                .getG()
                .multiply(k)
                .normalize()
                .getAffineXCoord()
                .toBigInteger()
                .mod(n);
        BigInteger e = new BigInteger(1, hash, 0, Math.min(hash.length, curve.coordinateBytes()));
        return new BigInteger[] {
            r, k.modInverse(n).multiply(e.add(r.multiply(secret))).mod(n)
        };
    }

    private static boolean bouncyCastle(NistCurve curve, ECPoint point, byte[] hash, byte[] r, byte[] s) {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(point, domain(curve)));
        return verifier.verifySignature(hash, new BigInteger(1, r), new BigInteger(1, s));
    }

    private static byte[] jdk(String algorithm, KeyPair pair, byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(message);
        return signature.sign();
    }

    private static byte[] xy(NistCurve curve, ECPublicKey key) {
        return raw(curve, key.getW().getAffineX(), key.getW().getAffineY());
    }

    private static byte[] raw(NistCurve curve, BigInteger first, BigInteger second) {
        byte[] raw = Arrays.copyOf(fixed(curve, first), 2 * curve.coordinateBytes());
        System.arraycopy(fixed(curve, second), 0, raw, curve.coordinateBytes(), curve.coordinateBytes());
        return raw;
    }

    private static byte[] fixed(NistCurve curve, BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[curve.coordinateBytes()];
        int size = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - size, fixed, fixed.length - size, size);
        return fixed;
    }

    private static BigInteger scalar(NistCurve curve, Random random) {
        return new BigInteger(curve.bits() - 1, random).add(BigInteger.ONE);
    }

    private static ECDomainParameters domain(NistCurve curve) {
        return curve == NistCurve.P256 ? P256 : P384;
    }

    private static ECDomainParameters domain(String name) {
        return new ECDomainParameters(CustomNamedCurves.getByName(name));
    }
}
