package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.Freshness;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a TEE without fields for keys is asked to sign: a hash of the enclave's keys and a verifier's nonce, or a nonce alone.
 *
 * <p>Of keys it is the hash of six parts, each after its length in two bytes, big-endian: the label
 * {@code assay/enclave-key/v1}, the signing key, the HPKE key, the nonce or nothing, and the two times as milliseconds since
 * 1970 in eight bytes.
 *
 * <p>Where there is room for 32 bytes only, a nonce alone looks like a hash of keys: code that a policy accepts must never put
 * 32 bytes of a stranger's choice there, or a stranger binds keys by it. Assay's enclaves bind their keys always.
 *
 * @param wide 64 bytes: SHA-512 of those parts, or the nonce and 32 zeros
 * @param narrow for formats with room for no more than 32 bytes: SHA-256 of the same parts, or the nonce
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on the way out, compared nowhere
public record ReportData(byte[] wide, Digest narrow) {

    private static final int WIDE_BYTES = 64;

    /** Binds keys, and what a verifier wants to see beside them. */
    public static ReportData of(EnclaveKeys keys, Optional<Digest> nonce) {
        byte[] parts = keys.encodeWith(nonce.map(Digest::bytes).orElse(new byte[0]));
        return new ReportData(sha512(parts), Digest.sha256(parts));
    }

    /** A verifier's nonce alone: of evidence that binds no keys of ours. */
    public static ReportData of(Digest nonce) {
        return new ReportData(Arrays.copyOf(nonce.bytes(), WIDE_BYTES), nonce);
    }

    /** What a caller wants in 64 bytes; of no use where there is less room. */
    static ReportData of(Freshness.Exactly exactly) {
        return new ReportData(exactly.value(), Digest.sha256(exactly.value()));
    }

    private static byte[] sha512(byte[] parts) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(parts);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }

    @Override
    public byte[] wide() {
        return wide.clone();
    }
}
