package dev.assay.simulator;

import dev.assay.verification.tee.tpm.TpmHash;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * A TPM in software: registers, and an attestation key that signs quotes in the real formats. Nothing vouches for its key but
 * what a test issues. Tests change its public fields to make one thing wrong.
 */
public final class SoftwareTpm {

    private static final int PCRS = 24;
    private static final long FIXED_RESTRICTED_SIGN = 0x0005_0072L;

    /** TPM_GENERATED_VALUE. */
    public long magic = 0xFF54_4347L;

    /** TPM_ST_ATTEST_QUOTE. */
    public int type = 0x8018;

    /** Of the key: fixed to the TPM, made in it, restricted, for signing. */
    public long attributes = FIXED_RESTRICTED_SIGN;

    public long resetCount = 1;

    private final SecureRandom random;
    private final KeyPair keys;
    private final Map<TpmHash, SortedMap<Integer, byte[]>> banks = new EnumMap<>(TpmHash.class);

    private SoftwareTpm(KeyPair keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
        for (TpmHash hash : List.of(TpmHash.SHA1, TpmHash.SHA256, TpmHash.SHA384)) {
            SortedMap<Integer, byte[]> bank = new TreeMap<>();
            for (int index = 0; index < PCRS; index++) {
                bank.put(index, new byte[hash.sizeBytes()]);
            }
            banks.put(hash, bank);
        }
    }

    /** With an attestation key on P-256. */
    public static SoftwareTpm withEccKey(SecureRandom random) {
        return new SoftwareTpm(keys("EC", random), random);
    }

    /** With an RSA attestation key of 2048 bits. */
    public static SoftwareTpm withRsaKey(SecureRandom random) {
        return new SoftwareTpm(keys("RSA", random), random);
    }

    /** With a key that is there already. */
    public static SoftwareTpm with(KeyPair keys, SecureRandom random) {
        return new SoftwareTpm(keys, random);
    }

    static KeyPair keys(String algorithm, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            } else {
                generator.initialize(2048, random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    public KeyPair keys() {
        return keys;
    }

    /** Extends a register of every bank; the digest of the data by each hash is what was extended. */
    public Map<TpmHash, byte[]> extend(int index, byte[] data) {
        Map<TpmHash, byte[]> digests = new EnumMap<>(TpmHash.class);
        banks.forEach((hash, bank) -> {
            byte[] digest = hash.digest(data);
            bank.compute(index, (same, value) -> hash.extend(Objects.requireNonNull(value), digest));
            digests.put(hash, digest);
        });
        return digests;
    }

    /** The registers of one bank; the map is the TPM's own. */
    public SortedMap<Integer, byte[]> bank(TpmHash hash) {
        return Objects.requireNonNull(banks.get(hash));
    }

    /** TPMT_PUBLIC. */
    public byte[] publicArea() {
        TpmWriter out = new TpmWriter()
                .u16(keys.getPublic() instanceof RSAPublicKey ? 0x0001 : 0x0023)
                .u16(TpmHash.SHA256.id())
                .u32(attributes)
                .sized(new byte[0])
                .u16(0x0010)
                .u16(scheme())
                .u16(TpmHash.SHA256.id());
        return switch (keys.getPublic()) {
            case RSAPublicKey rsa ->
                out.u16(2048).u32(0).sized(unsigned(rsa.getModulus(), 256)).toByteArray();
            case ECPublicKey ec ->
                out.u16(0x0003)
                        .u16(0x0010)
                        .sized(unsigned(ec.getW().getAffineX(), 32))
                        .sized(unsigned(ec.getW().getAffineY(), 32))
                        .toByteArray();
            default -> throw new IllegalStateException("no such key");
        };
    }

    private int scheme() {
        return keys.getPublic() instanceof RSAPublicKey ? 0x0014 : 0x0018;
    }

    private static byte[] unsigned(BigInteger number, int width) {
        byte[] bytes = number.toByteArray();
        byte[] out = new byte[width];
        int length = Math.min(width, bytes.length);
        System.arraycopy(bytes, bytes.length - length, out, width - length, length);
        return out;
    }

    /** TPMS_ATTEST of a quote over all of a bank's registers. */
    public byte[] quote(byte[] nonce, TpmHash bank) {
        return quote(nonce, bank, new TreeSet<>(bank(bank).keySet()));
    }

    public byte[] quote(byte[] nonce, TpmHash bank, SortedSet<Integer> selected) {
        byte[] bitmap = new byte[3];
        selected.forEach(index -> bitmap[index / 8] |= (byte) (1 << index % 8));
        byte[][] values = selected.stream().map(bank(bank)::get).toArray(byte[][]::new);
        return new TpmWriter()
                .u32(magic)
                .u16(type)
                .sized(new byte[34])
                .sized(nonce)
                .u64(123_456)
                .u32(resetCount)
                .u32(0)
                .u8(1)
                .u64(0x2020_0312_0012_0003L)
                .u32(1)
                .u16(bank.id())
                .u8(bitmap.length)
                .raw(bitmap)
                .sized(TpmHash.SHA256.digest(values))
                .toByteArray();
    }

    /** The bare signature with SHA-256: PKCS #1, or the DER sequence of r and s. */
    public byte[] signRaw(byte[] message) {
        try {
            Signature signer = Signature.getInstance(
                    keys.getPublic() instanceof RSAPublicKey ? "SHA256withRSA" : "SHA256withECDSA");
            signer.initSign(keys.getPrivate(), random);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the software TPM cannot sign", e);
        }
    }

    /** TPMT_SIGNATURE. */
    public byte[] sign(byte[] message) {
        byte[] signature = signRaw(message);
        TpmWriter out = new TpmWriter().u16(scheme()).u16(TpmHash.SHA256.id());
        if (keys.getPublic() instanceof RSAPublicKey) {
            return out.sized(signature).toByteArray();
        }
        ASN1Sequence numbers = ASN1Sequence.getInstance(signature);
        for (int i = 0; i < 2; i++) {
            out.sized(unsigned(ASN1Integer.getInstance(numbers.getObjectAt(i)).getValue(), 32));
        }
        return out.toByteArray();
    }
}
