package dev.assay.verification.evidence;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an enclave makes inside itself and binds to its evidence. In a Nitro document {@code public_key} is the
 * signing key and {@code user_data} is {@link #encode()}; elsewhere the report data is their hash ({@link ReportData}).
 *
 * @param signingKey secp256k1, compressed (SEC 1, section 2.3.3): 33 bytes
 * @param hpkeKey X25519 (RFC 7748): 32 bytes
 * @param notBefore to the millisecond
 * @param notAfter to the millisecond, after {@code notBefore}
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on the way in and out, compared by content
public record EnclaveKeys(byte[] signingKey, byte[] hpkeKey, Instant notBefore, Instant notAfter) {

    private static final byte[] LABEL = "assay/enclave-key/v1".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNING_KEY_BYTES = 33;
    private static final int HPKE_KEY_BYTES = 32;
    private static final int ENCODED_BYTES =
            5 * Short.BYTES + LABEL.length + SIGNING_KEY_BYTES + HPKE_KEY_BYTES + 2 * Long.BYTES;

    /** @throws IllegalArgumentException if a key has another length or is no point, or the times run backwards */
    public EnclaveKeys {
        signingKey = signingKey.clone();
        hpkeKey = hpkeKey.clone();
        notBefore = Instant.ofEpochMilli(notBefore.toEpochMilli());
        notAfter = Instant.ofEpochMilli(notAfter.toEpochMilli());
        Address.ofPublicKey(signingKey); // throws unless it is a point of the curve
        // The all-zero point makes every shared secret zero (RFC 7748, section 6.1).
        if (hpkeKey.length != HPKE_KEY_BYTES || Arrays.equals(hpkeKey, new byte[HPKE_KEY_BYTES])) {
            throw new IllegalArgumentException("not an X25519 key");
        }
        if (!notBefore.isBefore(notAfter)) {
            throw new IllegalArgumentException("the keys' life ends before it starts");
        }
    }

    /** The enclave's name on receipts. */
    public Address address() {
        return Address.ofPublicKey(signingKey);
    }

    /**
     * Five parts, each after its length in two bytes: the label {@code assay/enclave-key/v1}, signing key, HPKE key, and the
     * two times as milliseconds since 1970 in eight bytes. All big-endian; 111 bytes in all.
     */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(ENCODED_BYTES);
        putPart(out, LABEL);
        putPart(out, signingKey);
        putPart(out, hpkeKey);
        putTimes(out);
        return out.array();
    }

    /** The same with one part more before the times: what {@link ReportData} is the hash of. */
    byte[] encodeWith(byte[] nonce) {
        ByteBuffer out = ByteBuffer.allocate(ENCODED_BYTES + Short.BYTES + nonce.length);
        putPart(out, LABEL);
        putPart(out, signingKey);
        putPart(out, hpkeKey);
        putPart(out, nonce);
        putTimes(out);
        return out.array();
    }

    private void putTimes(ByteBuffer out) {
        out.putShort((short) Long.BYTES).putLong(notBefore.toEpochMilli());
        out.putShort((short) Long.BYTES).putLong(notAfter.toEpochMilli());
    }

    /** Reads what {@link #encode()} writes, and nothing else. */
    public static Verdict<EnclaveKeys> parse(byte[] encoded) {
        try {
            return new Verdict.Verified<>(read(encoded));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** Whether the bytes claim to be enclave keys. */
    static boolean isLabelled(byte[] userData) {
        int end = Short.BYTES + LABEL.length;
        return userData.length >= end
                && userData[0] == 0
                && userData[1] == LABEL.length
                && Arrays.equals(userData, Short.BYTES, end, LABEL, 0, LABEL.length);
    }

    static EnclaveKeys read(byte[] encoded) {
        if (encoded.length != ENCODED_BYTES) {
            throw new Rejection(Reason.ENCLAVE_KEYS_MALFORMED, encoded.length + " bytes, not " + ENCODED_BYTES);
        }
        EnclaveKeys keys = readParts(ByteBuffer.wrap(encoded));
        // One encoding only: what is signed and what is read are the same bytes.
        if (!Arrays.equals(keys.encode(), encoded)) {
            throw new Rejection(Reason.ENCLAVE_KEYS_MALFORMED, "a label or a length is wrong");
        }
        return keys;
    }

    /** @throws Rejection unless the evidence attests the signing key itself */
    void checkSigningKey(Optional<byte[]> attested) {
        if (!Arrays.equals(attested.orElse(new byte[0]), signingKey)) {
            throw new Rejection(Reason.ENCLAVE_KEYS_MISMATCH, "public_key is not the signing key in user_data");
        }
    }

    /** @throws Rejection unless {@code now} is in the keys' life, but for the clock skew */
    void checkLife(Duration clockSkew, Instant now) {
        if (isAfter(notBefore, now, clockSkew)) {
            throw new Rejection(Reason.ENCLAVE_KEYS_NOT_YET_VALID, "the keys are for use from " + notBefore);
        }
        if (isAfter(now, notAfter, clockSkew)) {
            throw new Rejection(Reason.ENCLAVE_KEYS_EXPIRED, "the keys were for use until " + notAfter);
        }
    }

    /** By more than the clocks may differ; as a duration, since adding to a hostile instant overflows. */
    private static boolean isAfter(Instant late, Instant early, Duration clockSkew) {
        return Duration.between(early, late).compareTo(clockSkew) > 0;
    }

    private static EnclaveKeys readParts(ByteBuffer in) {
        skip(in, Short.BYTES + LABEL.length);
        byte[] signingKey = part(in, SIGNING_KEY_BYTES);
        byte[] hpkeKey = part(in, HPKE_KEY_BYTES);
        skip(in, Short.BYTES);
        long notBefore = in.getLong();
        skip(in, Short.BYTES);
        long notAfter = in.getLong();
        try {
            return new EnclaveKeys(
                    signingKey, hpkeKey, Instant.ofEpochMilli(notBefore), Instant.ofEpochMilli(notAfter));
        } catch (IllegalArgumentException e) {
            throw new Rejection(Reason.ENCLAVE_KEYS_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] part(ByteBuffer in, int length) {
        skip(in, Short.BYTES);
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }

    private static void skip(ByteBuffer in, int length) {
        in.position(in.position() + length);
    }

    private static void putPart(ByteBuffer out, byte[] part) {
        out.putShort((short) part.length).put(part);
    }

    @Override
    public byte[] signingKey() {
        return signingKey.clone();
    }

    @Override
    public byte[] hpkeKey() {
        return hpkeKey.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnclaveKeys that
                && Arrays.equals(signingKey, that.signingKey)
                && Arrays.equals(hpkeKey, that.hpkeKey)
                && notBefore.equals(that.notBefore)
                && notAfter.equals(that.notAfter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(signingKey), Arrays.hashCode(hpkeKey), notBefore, notAfter);
    }
}
