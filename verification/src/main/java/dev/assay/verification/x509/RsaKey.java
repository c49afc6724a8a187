package dev.assay.verification.x509;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import org.jspecify.annotations.Nullable;

/** An RSA public key (RFC 8017) of 2048 to 8192 bits; signatures are checked by the JDK. */
public final class RsaKey {

    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 8192;

    private static final PSSParameterSpec PSS_SHA384 =
            new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1);
    private static final PSSParameterSpec PSS_SHA256 =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private final RSAPublicKey key;

    private RsaKey(RSAPublicKey key) {
        this.key = key;
    }

    /** @throws Rejection if the key is too short to be safe, or so long that verifying is an attack */
    public static RsaKey of(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        // An even modulus, or an exponent of 1, signs anything; a large exponent takes long.
        boolean usable = modulus.signum() > 0
                && modulus.testBit(0)
                && bits >= LEAST_BITS
                && bits <= MOST_BITS
                && exponent.compareTo(BigInteger.TWO) > 0
                && exponent.testBit(0)
                && exponent.bitLength() <= 33;
        if (!usable) {
            throw new Rejection(
                    Reason.CERTIFICATE_ALGORITHM, "an RSA key of " + bits + " bits, exponent " + exponent.bitLength());
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            return new RsaKey((RSAPublicKey) factory.generatePublic(new RSAPublicKeySpec(modulus, exponent)));
        } catch (GeneralSecurityException e) {
            throw new Rejection(Reason.CERTIFICATE_ALGORITHM, "not an RSA key");
        }
    }

    public BigInteger modulus() {
        return key.getModulus();
    }

    public BigInteger exponent() {
        return key.getPublicExponent();
    }

    boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
        return switch (algorithm) {
            case RSA_SHA256 -> verify("SHA256withRSA", null, message, signature);
            case RSA_SHA384 -> verify("SHA384withRSA", null, message, signature);
            case RSA_SHA512 -> verify("SHA512withRSA", null, message, signature);
            case RSA_PSS_SHA384 -> verify("RSASSA-PSS", PSS_SHA384, message, signature);
            case ECDSA_SHA256, ECDSA_SHA384 -> false;
        };
    }

    /** RSASSA-PKCS1-v1_5 with SHA-256: how a TPM's key of scheme RSASSA signs (TPM 2.0 Part 1, B.6). */
    public boolean verifyPkcs1Sha256(byte[] message, byte[] signature) {
        return verify(SignatureAlgorithm.RSA_SHA256, message, signature);
    }

    /** RSASSA-PSS with SHA-256, the same mask hash and a salt of 32 bytes: how a TPM's key of scheme RSAPSS signs. */
    public boolean verifyPssSha256(byte[] message, byte[] signature) {
        return verify("RSASSA-PSS", PSS_SHA256, message, signature);
    }

    private boolean verify(String algorithm, @Nullable PSSParameterSpec parameters, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            if (parameters != null) {
                verifier.setParameter(parameters);
            }
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // A signature of the wrong length or shape throws; it is no signature all the same.
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RsaKey that
                && that.modulus().equals(modulus())
                && that.exponent().equals(exponent());
    }

    @Override
    public int hashCode() {
        return modulus().hashCode();
    }
}
