package dev.assay.verification.tee.tpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** A hash that a TPM keeps a bank of registers with, or signs with (TPM_ALG_ID; TCG Algorithm Registry, Table 3). */
public enum TpmHash {
    /** For registers only: nothing signed over it is accepted. */
    SHA1(0x0004, "SHA-1", 20),
    SHA256(0x000B, "SHA-256", 32),
    SHA384(0x000C, "SHA-384", 48),
    SHA512(0x000D, "SHA-512", 64);

    private final int id;
    private final String algorithm;
    private final int sizeBytes;

    TpmHash(int id, String algorithm, int sizeBytes) {
        this.id = id;
        this.algorithm = algorithm;
        this.sizeBytes = sizeBytes;
    }

    public static Optional<TpmHash> of(int id) {
        for (TpmHash hash : values()) {
            if (hash.id == id) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    /** @throws Rejection if no hash has this identifier */
    public static TpmHash required(int id) {
        return of(id).orElseThrow(
                        () -> new Rejection(Reason.TPM_ALGORITHM, "hash algorithm 0x" + Integer.toHexString(id)));
    }

    /** TPM_ALG_ID. */
    public int id() {
        return id;
    }

    public int sizeBytes() {
        return sizeBytes;
    }

    public byte[] digest(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** What a register holds after it was extended (Part 1, section 17.2): the digest of its value and the event's. */
    public byte[] extend(byte[] register, byte[] eventDigest) {
        return digest(register, eventDigest);
    }

    private MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
