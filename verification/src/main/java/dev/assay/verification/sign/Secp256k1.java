package dev.assay.verification.sign;

import dev.assay.verification.Digest;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** The curve secp256k1 (SEC 2 section 2.4.1) and Ethereum's recoverable signatures over it. */
public final class Secp256k1 {

    /** r, s, v: 32, 32 and 1 bytes. */
    public static final int SIGNATURE_SIZE_BYTES = 65;

    static final ECDomainParameters DOMAIN;

    static {
        X9ECParameters curve = CustomNamedCurves.getByName("secp256k1");
        DOMAIN = new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }

    static final BigInteger ORDER = DOMAIN.getN();
    static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    private Secp256k1() {}

    /**
     * The address whose key signed the digest; empty if the signature is not one. Strict, so that a statement has one
     * signature for each key: 65 bytes, v is 27 or 28, 0 &lt; r &lt; n, 0 &lt; s &lt;= n/2 (EIP-2).
     */
    public static Optional<Address> recover(Digest digest, byte[] signature) {
        if (signature.length != SIGNATURE_SIZE_BYTES) {
            return Optional.empty();
        }
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        int parity = (signature[64] & 0xff) - 27;
        boolean canonical = r.signum() > 0
                && r.compareTo(ORDER) < 0
                && s.signum() > 0
                && s.compareTo(HALF_ORDER) <= 0
                && (parity == 0 || parity == 1);
        return canonical ? recoverPoint(digest, r, s, parity).map(Secp256k1::address) : Optional.empty();
    }

    /** SEC 1 section 4.1.6 with j = 0: Q = (s R - e G) / r. */
    static Optional<ECPoint> recoverPoint(Digest digest, BigInteger r, BigInteger s, int parity) {
        byte[] encoded = new byte[33];
        encoded[0] = (byte) (2 + parity);
        System.arraycopy(unsigned32(r), 0, encoded, 1, 32);
        ECPoint bigR;
        try {
            bigR = DOMAIN.getCurve().decodePoint(encoded);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        BigInteger e = new BigInteger(1, digest.bytes());
        BigInteger inverse = r.modInverse(ORDER);
        ECPoint key = ECAlgorithms.sumOfTwoMultiplies(
                DOMAIN.getG(),
                inverse.multiply(e).negate().mod(ORDER),
                bigR,
                inverse.multiply(s).mod(ORDER));
        return key.isInfinity() ? Optional.empty() : Optional.of(key.normalize());
    }

    static Address address(ECPoint key) {
        byte[] uncompressed = key.getEncoded(false);
        byte[] hash = Keccak.keccak256(Arrays.copyOfRange(uncompressed, 1, uncompressed.length));
        return Address.of(Arrays.copyOfRange(hash, 12, 32));
    }

    /** @throws IllegalArgumentException unless these are the 33 bytes of a point other than infinity */
    static ECPoint decodePoint(byte[] compressed) {
        if (compressed.length != 33) {
            throw new IllegalArgumentException("a compressed public key has 33 bytes, not " + compressed.length);
        }
        return DOMAIN.getCurve().decodePoint(compressed);
    }

    static byte[] unsigned32(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] out = new byte[32];
        int length = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - length, out, 32 - length, length);
        return out;
    }
}
