package dev.assay.verification.tee;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** ECDSA over P-384 with SHA-384 (FIPS 186-5): ES384 in COSE, ecdsa-with-SHA384 in X.509. */
final class Es384 {

    /** r and s of 48 bytes each, big-endian (RFC 9053, section 2.1). */
    static final int RAW_SIGNATURE_BYTES = 96;

    private static final ECDomainParameters P384;

    static {
        X9ECParameters curve = CustomNamedCurves.getByName("secp384r1");
        P384 = new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }

    private Es384() {}

    /**
     * @param uncompressed 97 bytes: 4, x, y (SEC 1, section 2.3.3)
     * @throws IllegalArgumentException unless it is a point of the curve
     */
    static ECPublicKeyParameters publicKey(byte[] uncompressed) {
        if (uncompressed.length != 97 || uncompressed[0] != 4) {
            throw new IllegalArgumentException("not an uncompressed P-384 point");
        }
        return new ECPublicKeyParameters(P384.getCurve().decodePoint(uncompressed), P384);
    }

    static boolean verifyRaw(ECPublicKeyParameters key, byte[] message, byte[] signature) {
        if (signature.length != RAW_SIGNATURE_BYTES) {
            return false;
        }
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 48));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 48, 96));
        return verify(key, message, r, s);
    }

    /** The signature as X.509 has it: a DER sequence of r and s (RFC 3279, section 2.2.3). */
    static boolean verifyDer(ECPublicKeyParameters key, byte[] message, byte[] signature) {
        try {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(P384.getN(), signature);
            return verify(key, message, rs[0], rs[1]);
        } catch (Exception e) {
            // The decoder throws what it likes on bytes that are not a signature.
            return false;
        }
    }

    private static boolean verify(ECPublicKeyParameters key, byte[] message, BigInteger r, BigInteger s) {
        // r = s = 0 satisfies a careless verifier for any message and key (CVE-2022-21449).
        if (outOfRange(r) || outOfRange(s)) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key);
        return verifier.verifySignature(sha384(message), r, s);
    }

    private static boolean outOfRange(BigInteger scalar) {
        return scalar.signum() <= 0 || scalar.compareTo(P384.getN()) >= 0;
    }

    private static byte[] sha384(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-384", e);
        }
    }
}
