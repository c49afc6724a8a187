package dev.assay.verification.x509;

import static dev.assay.verification.x509.IssuedCertificates.authority;
import static dev.assay.verification.x509.IssuedCertificates.ec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

class SignatureCacheTest {

    private static final KeyPair PAIR = ec("secp256r1");
    private static final PublicKey KEY = key(PAIR);
    private static final PublicKey OTHER = key(ec("secp256r1"));
    private static final int WIDTH = 32;

    private final SignatureCache cache = new SignatureCache();

    private static PublicKey key(KeyPair pair) {
        return Certificate.parse(authority("CN=Root", pair, "CN=Root", pair, "SHA256withECDSA"))
                .key();
    }

    /** r and s. */
    private static byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(PAIR.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private boolean verify(PublicKey key, byte[] message, byte[] signature) {
        return cache.verifyRaw(((PublicKey.Ec) key).point(), message, signature);
    }

    private static byte[] message(int number) {
        return ("statement " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] malleated(byte[] signature) {
        BigInteger s = new BigInteger(1, signature, WIDTH, WIDTH);
        BigInteger order = ((ECPublicKey) PAIR.getPublic()).getParams().getOrder();
        byte[] other = BigIntegers.asUnsignedByteArray(WIDTH, order.subtract(s));
        byte[] malleated = Arrays.copyOf(signature, 2 * WIDTH);
        System.arraycopy(other, 0, malleated, WIDTH, WIDTH);
        return malleated;
    }

    @Test
    void aMalleatedSignatureTakesNoSecondPlace() {
        byte[] signature = sign(message(1));
        for (int i = 0; i < 3; i++) {
            assertTrue(verify(KEY, message(1), signature));
            assertTrue(verify(KEY, message(1), malleated(signature)));
        }
        assertEquals(1, cache.size());
    }

    @Test
    void aKnownStatementWithABrokenSignatureIsRefused() {
        byte[] signature = sign(message(1));
        assertTrue(verify(KEY, message(1), signature));
        for (int i = 0; i < signature.length; i++) {
            byte[] broken = signature.clone();
            broken[i] ^= 1;
            assertFalse(verify(KEY, message(1), broken));
        }
        assertTrue(verify(KEY, message(1), signature));
        assertEquals(1, cache.size());
    }

    @Test
    void aKnownStatementIsNotAnotherParents() {
        byte[] signature = sign(message(1));
        assertTrue(verify(KEY, message(1), signature));
        assertFalse(verify(OTHER, message(1), signature));
        assertFalse(verify(KEY, message(2), signature));
    }

    /** The same bytes are r and s here and a DER sequence there: no verdict over the one is one over the other. */
    @Test
    void aKnownStatementIsNotOneOfAnotherAlgorithm() {
        byte[] signature = sign(message(1));
        assertTrue(verify(KEY, message(1), signature));
        assertFalse(cache.verify(KEY, SignatureAlgorithm.ECDSA_SHA256, message(1), signature));
        assertFalse(cache.verify(KEY, SignatureAlgorithm.ECDSA_SHA384, message(1), signature));
    }

    @Test
    void whatIsNotSignedIsNotKept() {
        assertFalse(verify(KEY, message(1), new byte[2 * WIDTH]));
        assertEquals(0, cache.size());
        assertSame(KEY, cache.prepared(KEY));
    }

    @Test
    void aKeptKeyIsGivenForItsEquals() {
        PublicKey same = key(PAIR);
        assertNotSame(KEY, same);
        assertSame(KEY, cache.keep(KEY));
        assertSame(KEY, cache.keep(same));
        assertSame(KEY, cache.prepared(same));
    }

    /** As a flood of leaves does not push out the authority that each of them is under. */
    @Test
    void whatWasUsedLastIsKeptAndNoMoreThanTheLimit() {
        SignatureCache small = new SignatureCache(4, 2);
        byte[] used = sign(message(0));
        IntStream.range(1, 20).forEach(i -> {
            PublicKey.Ec key = (PublicKey.Ec) KEY;
            assertTrue(small.verifyRaw(key.point(), message(0), used));
            assertTrue(small.verifyRaw(key.point(), message(i), sign(message(i))));
        });
        assertEquals(4, small.size());
    }
}
