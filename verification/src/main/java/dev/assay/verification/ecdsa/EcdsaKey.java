package dev.assay.verification.ecdsa;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** A public key that was checked to be a point of its curve, and what it signed. Safe for use by many threads. */
public final class EcdsaKey {
    private final NistCurve curve;
    private final byte[] encoded;
    private final ECPublicKeyParameters point;

    private EcdsaKey(NistCurve curve, byte[] encoded, ECPublicKeyParameters point) {
        this.curve = curve;
        this.encoded = encoded;
        this.point = point;
    }

    /**
     * @param uncompressedOrXy 4, x, y (SEC 1, section 2.3.3), or x, y alone, each big-endian and of full width
     * @throws IllegalArgumentException unless it is a point of the curve (SP 800-56A, section 5.6.2.3.3)
     */
    public static EcdsaKey of(NistCurve curve, byte[] uncompressedOrXy) {
        byte[] encoded = uncompressed(curve, uncompressedOrXy);
        X9ECParameters x9 = CustomNamedCurves.getByName(curve == NistCurve.P256 ? "secp256r1" : "secp384r1");
        ECDomainParameters domain = new ECDomainParameters(x9.getCurve(), x9.getG(), x9.getN(), x9.getH());
        return new EcdsaKey(
                curve, encoded, new ECPublicKeyParameters(domain.getCurve().decodePoint(encoded), domain));
    }

    private static byte[] uncompressed(NistCurve curve, byte[] point) {
        int xy = 2 * curve.coordinateBytes();
        if (point.length == xy) {
            byte[] encoded = new byte[1 + xy];
            encoded[0] = 4;
            System.arraycopy(point, 0, encoded, 1, xy);
            return encoded;
        }
        if (point.length == 1 + xy && point[0] == 4) {
            return point.clone();
        }
        throw new IllegalArgumentException("not an uncompressed point of " + curve);
    }

    public NistCurve curve() {
        return curve;
    }

    /** 4, x, y. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /**
     * Whether this key signed the message, hashed by the curve's hash.
     *
     * @param signatureRs r and s, each big-endian and of full width (RFC 9053, section 2.1)
     */
    public boolean verifyRaw(byte[] message, byte[] signatureRs) {
        int width = curve.coordinateBytes();
        return signatureRs.length == 2 * width
                && verifyHash(
                        hash(message),
                        Arrays.copyOfRange(signatureRs, 0, width),
                        Arrays.copyOfRange(signatureRs, width, 2 * width));
    }

    /**
     * Whether this key signed the message, hashed by the curve's hash.
     *
     * @param signature the DER sequence of r and s (RFC 3279, section 2.2.3); any other encoding of them is no signature
     */
    public boolean verifyDer(byte[] message, byte[] signature) {
        byte[] raw = DerSignature.toRaw(signature, curve.coordinateBytes());
        return raw.length != 0 && verifyRaw(message, raw);
    }

    /**
     * Whether this key signed the hash (FIPS 186-5, section 6.4.2).
     *
     * @param hash of any size; the leftmost bits count, as many as the curve's order has
     * @param r big-endian, of any width
     * @param s big-endian, of any width
     */
    public boolean verifyHash(byte[] hash, byte[] r, byte[] s) {
        BigInteger ri = new BigInteger(1, r);
        BigInteger si = new BigInteger(1, s);
        // r = s = 0 satisfies a careless verifier for any message and key (CVE-2022-21449).
        if (outOfRange(ri) || outOfRange(si)) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, point);
        return verifier.verifySignature(hash, ri, si);
    }

    private boolean outOfRange(BigInteger scalar) {
        return scalar.signum() <= 0 || scalar.compareTo(point.getParameters().getN()) >= 0;
    }

    private byte[] hash(byte[] message) {
        try {
            return MessageDigest.getInstance(curve.hash()).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + curve.hash(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EcdsaKey key && key.curve == curve && Arrays.equals(key.encoded, encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }
}
