package dev.assay.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/** Puts a quote together and signs it, as Intel's quoting enclaves do. Its parts may be changed before. */
public final class QuoteWriter {

    public static final int SGX = 0;
    public static final int TDX = 0x81;

    public int version;
    public int keyType = 2;
    public int tee;
    public int headerSvns;
    public byte[] vendor = HexFormat.of().parseHex("939a7233f79c4ca9940a0db3957f0607");
    /** Of version 5. */
    public int bodyType;

    public byte[] body;
    public byte[] qeReport = new byte[384];
    /** What the QE report binds the attestation key by is put into it, unless a test has put something else. */
    public boolean bindsKey = true;

    public byte[] authenticationData = new byte[32];
    public int certificationType = 5;
    public byte[] certificationData;
    /** Of versions 4 and 5. */
    public int outerCertificationType = 6;

    public byte[] padding = new byte[0];

    public KeyPair attestationKey;
    /** Signs the quote: the attestation key, until a test takes another. */
    public KeyPair quoteSigner;
    /** Signs the QE report: the PCK. */
    public KeyPair qeSigner;

    public QuoteWriter(int version, int tee, byte[] body, KeyPair pck, byte[] certificationData, SecureRandom random) {
        this.version = version;
        this.tee = tee;
        this.body = body;
        this.certificationData = certificationData;
        bodyType = tee == SGX ? 1 : body.length == 584 ? 2 : 3;
        attestationKey = IntelCertificate.newKeys(random);
        quoteSigner = attestationKey;
        qeSigner = pck;
    }

    /** Writes into a field of a report. */
    public static void put(byte[] report, int offset, byte... value) {
        System.arraycopy(value, 0, report, offset, value.length);
    }

    public byte[] quote() {
        byte[] signed = signedBytes();
        byte[] data = signatureData(signed);
        return ByteBuffer.allocate(signed.length + 4 + data.length + padding.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(signed)
                .putInt(data.length)
                .put(data)
                .put(padding)
                .array();
    }

    private byte[] signedBytes() {
        ByteBuffer out = ByteBuffer.allocate(48 + (version == 5 ? 6 : 0) + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) version)
                .putShort((short) keyType)
                .putInt(tee)
                .putInt(headerSvns)
                .put(vendor)
                .put(new byte[20]);
        if (version == 5) {
            out.putShort((short) bodyType).putInt(body.length);
        }
        return out.put(body).array();
    }

    private byte[] signatureData(byte[] signed) {
        byte[] qe = qeData();
        boolean nested = version > 3;
        ByteBuffer out = ByteBuffer.allocate(128 + (nested ? 6 : 0) + qe.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(sign(quoteSigner, signed))
                .put(point(attestationKey));
        if (nested) {
            out.putShort((short) outerCertificationType).putInt(qe.length);
        }
        return out.put(qe).array();
    }

    private byte[] qeData() {
        byte[] report = qeReport.clone();
        if (bindsKey) {
            put(report, 320, sha256(point(attestationKey), authenticationData));
        }
        return ByteBuffer.allocate(384 + 64 + 2 + authenticationData.length + 6 + certificationData.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(report)
                .put(sign(qeSigner, report))
                .putShort((short) authenticationData.length)
                .put(authenticationData)
                .putShort((short) certificationType)
                .putInt(certificationData.length)
                .put(certificationData)
                .array();
    }

    static byte[] sign(KeyPair keys, byte[] message) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(keys.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ES256", e);
        }
    }

    /** x and y, 32 bytes each. */
    private static byte[] point(KeyPair keys) {
        byte[] encoded = keys.getPublic().getEncoded();
        if (!(keys.getPublic() instanceof ECPublicKey)) {
            throw new IllegalArgumentException("not a P-256 key");
        }
        return Arrays.copyOfRange(encoded, encoded.length - 64, encoded.length);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha256.update(part);
            }
            return sha256.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
