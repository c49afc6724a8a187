package dev.assay.simulator;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** A throw-away key that signs COSE_Sign1 messages (RFC 9052, section 4.2) with ES256 or ES384. */
public final class CoseSigner {

    private static final byte[] TAG_18 = {(byte) 0xD2};

    private final KeyPair keys;
    private final int coordinateBytes;

    private CoseSigner(KeyPair keys, int coordinateBytes) {
        this.keys = keys;
        this.coordinateBytes = coordinateBytes;
    }

    public static CoseSigner es256(SecureRandom random) {
        return new CoseSigner(newKeys("secp256r1", random), 32);
    }

    public static CoseSigner es384(SecureRandom random) {
        return new CoseSigner(newKeys("secp384r1", random), 48);
    }

    private static KeyPair newKeys(String curve, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256 and P-384", e);
        }
    }

    /** 4, x, y (SEC 1, section 2.3.3). */
    public byte[] point() {
        byte[] info = keys.getPublic().getEncoded(); // a SubjectPublicKeyInfo ends with the point
        return Arrays.copyOfRange(info, info.length - 1 - 2 * coordinateBytes, info.length);
    }

    /** The public key as COSE_Key: kty EC2, the curve, x and y (RFC 9053, section 7.1.1). */
    public byte[] coseKey() {
        byte[] point = point();
        int curve = coordinateBytes == 32 ? 1 : 2;
        CborWriter key = new CborWriter().map(4).uint(1).uint(2);
        key.raw(new byte[] {0x20}).uint(curve);
        key.raw(new byte[] {0x21}).bytes(Arrays.copyOfRange(point, 1, 1 + coordinateBytes));
        key.raw(new byte[] {0x22}).bytes(Arrays.copyOfRange(point, 1 + coordinateBytes, point.length));
        return key.toByteArray();
    }

    /** {1: -7} or {1: -35}, which is what {@link #sign(byte[])} protects. */
    public byte[] protectedHeader() {
        return coordinateBytes == 32
                ? new byte[] {(byte) 0xA1, 0x01, 0x26}
                : new byte[] {(byte) 0xA1, 0x01, 0x38, 0x22};
    }

    /** A COSE_Sign1 with tag 18. */
    public byte[] sign(byte[] payload) {
        return sign(protectedHeader(), payload);
    }

    /** The same with a protected header of the caller's. */
    public byte[] sign(byte[] protectedHeader, byte[] payload) {
        CborWriter toBeSigned = new CborWriter().array(4).text("Signature1");
        toBeSigned.bytes(protectedHeader).bytes(new byte[0]).bytes(payload);
        return new CborWriter()
                .raw(TAG_18)
                .array(4)
                .bytes(protectedHeader)
                .map(0)
                .bytes(payload)
                .bytes(signature(toBeSigned.toByteArray()))
                .toByteArray();
    }

    private byte[] signature(byte[] toBeSigned) {
        try {
            String hash = coordinateBytes == 32 ? "SHA256" : "SHA384";
            Signature signer = Signature.getInstance(hash + "withECDSAinP1363Format");
            signer.initSign(keys.getPrivate());
            signer.update(toBeSigned);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ES256 and ES384", e);
        }
    }
}
