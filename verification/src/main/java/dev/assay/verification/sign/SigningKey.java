package dev.assay.verification.sign;

import dev.assay.verification.Digest;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** A secp256k1 key that signs digests as Ethereum does. */
public final class SigningKey {

    private final BigInteger secret;
    private final ECPoint point;

    private SigningKey(BigInteger secret) {
        this.secret = secret;
        this.point = new FixedPointCombMultiplier()
                .multiply(Secp256k1.DOMAIN.getG(), secret)
                .normalize();
    }

    public static SigningKey generate(SecureRandom random) {
        BigInteger secret;
        do {
            secret = new BigInteger(256, random);
        } while (secret.signum() == 0 || secret.compareTo(Secp256k1.ORDER) >= 0);
        return new SigningKey(secret);
    }

    /**
     * @param secret 32 bytes, big-endian
     * @throws IllegalArgumentException unless it is in 1..n-1
     */
    public static SigningKey of(byte[] secret) {
        BigInteger value = new BigInteger(1, secret);
        if (secret.length != 32 || value.signum() == 0 || value.compareTo(Secp256k1.ORDER) >= 0) {
            throw new IllegalArgumentException("a secp256k1 secret is 32 bytes between 1 and the order of the curve");
        }
        return new SigningKey(value);
    }

    /** The secret, 32 bytes big-endian: for the file that holds it and nothing else. */
    public byte[] secret() {
        return Secp256k1.unsigned32(secret);
    }

    /** Compressed, 33 bytes (SEC 1 section 2.3.3). */
    public byte[] publicKey() {
        return point.getEncoded(true);
    }

    public Address address() {
        return Secp256k1.address(point);
    }

    /** r, s, v: deterministic (RFC 6979), s in the lower half (EIP-2), v is 27 or 28. */
    public byte[] sign(Digest digest) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, Secp256k1.DOMAIN));
        BigInteger[] rs = signer.generateSignature(digest.bytes());
        BigInteger s = rs[1].compareTo(Secp256k1.HALF_ORDER) > 0 ? Secp256k1.ORDER.subtract(rs[1]) : rs[1];
        byte[] signature = new byte[Secp256k1.SIGNATURE_SIZE_BYTES];
        System.arraycopy(Secp256k1.unsigned32(rs[0]), 0, signature, 0, 32);
        System.arraycopy(Secp256k1.unsigned32(s), 0, signature, 32, 32);
        signature[64] = (byte) (27 + parity(digest, rs[0], s));
        return signature;
    }

    private int parity(Digest digest, BigInteger r, BigInteger s) {
        boolean even =
                Secp256k1.recoverPoint(digest, r, s, 0).filter(point::equals).isPresent();
        return even ? 0 : 1;
    }
}
