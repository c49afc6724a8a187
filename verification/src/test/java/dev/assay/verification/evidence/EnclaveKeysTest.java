package dev.assay.verification.evidence;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.nitro.FaultyNitro.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import dev.assay.verification.tee.nitro.FaultyNitro;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EnclaveKeysTest {

    private static final AppraisalPolicy POLICY = AppraisalPolicy.builder()
            .freshness(Freshness.keyBinding(Duration.ofMinutes(10)))
            .clockSkew(Duration.ofSeconds(30))
            .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
            .build();
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final byte[] HPKE = hpke();
    private static final EnclaveKeys KEYS = keys(NOW.minusSeconds(100), NOW.plusSeconds(100));

    private static byte[] hpke() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 9);
        return key;
    }

    private static EnclaveKeys keys(Instant notBefore, Instant notAfter) {
        return new EnclaveKeys(KEY.publicKey(), HPKE, notBefore, notAfter);
    }

    @Test
    void encodingIsReadBack() {
        byte[] encoded = KEYS.encode();
        assertEquals(111, encoded.length);
        EnclaveKeys read = verified(EnclaveKeys.parse(encoded));
        assertEquals(KEYS, read);
        assertEquals(KEYS.hashCode(), read.hashCode());
        assertEquals(KEY.address(), read.address());
        assertArrayEquals(HPKE, read.hpkeKey());
    }

    @Test
    void everyChangeOfTheEncodingIsRefusedOrOtherKeys() {
        byte[] encoded = KEYS.encode();
        for (int i = 0; i < encoded.length; i++) {
            byte[] changed = encoded.clone();
            changed[i] ^= (byte) 0x80;
            if (EnclaveKeys.parse(changed) instanceof dev.assay.verification.Verdict.Verified<EnclaveKeys> other) {
                assertArrayEquals(changed, other.value().encode());
            }
        }
        rejected(Reason.ENCLAVE_KEYS_MALFORMED, EnclaveKeys.parse(new byte[0]));
        rejected(Reason.ENCLAVE_KEYS_MALFORMED, EnclaveKeys.parse(Arrays.copyOf(encoded, encoded.length - 1)));
        rejected(Reason.ENCLAVE_KEYS_MALFORMED, EnclaveKeys.parse(Arrays.copyOf(encoded, encoded.length + 1)));
        byte[] zero = encoded.clone();
        Arrays.fill(zero, 59, 91, (byte) 0);
        rejected(Reason.ENCLAVE_KEYS_MALFORMED, EnclaveKeys.parse(zero));
    }

    @Test
    void refusesKeysThatAreNone() {
        Instant later = NOW.plusSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> new EnclaveKeys(new byte[33], HPKE, NOW, later));
        assertThrows(IllegalArgumentException.class, () -> new EnclaveKeys(new byte[0], HPKE, NOW, later));
        assertThrows(IllegalArgumentException.class, () -> new EnclaveKeys(KEY.publicKey(), new byte[32], NOW, later));
        assertThrows(IllegalArgumentException.class, () -> new EnclaveKeys(KEY.publicKey(), new byte[31], NOW, later));
        assertThrows(IllegalArgumentException.class, () -> keys(later, NOW));
    }

    @Test
    void evidenceBindsItsKeys() {
        assertEquals(KEYS, verified(verify(bound(KEYS))).keys().orElseThrow());
    }

    @Test
    void evidenceOfOthersBindsNone() {
        FaultyNitro others = new FaultyNitro()
                .put("public_key", cbor -> cbor.bytes(KEY.publicKey()))
                .put(
                        "user_data",
                        cbor -> cbor.bytes("something else".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertTrue(verified(verify(others)).keys().isEmpty());
    }

    @Test
    void rejectsAnotherPublicKeyThanTheSigningKey() {
        byte[] other = SigningKey.generate(new SecureRandom()).publicKey();
        rejected(Reason.ENCLAVE_KEYS_MISMATCH, verify(bound(KEYS).put("public_key", cbor -> cbor.bytes(other))));
        FaultyNitro without = bound(KEYS);
        without.fields.remove("public_key");
        rejected(Reason.ENCLAVE_KEYS_MISMATCH, verify(without));
    }

    @Test
    void rejectsKeysThatAreNotWellFormed() {
        byte[] cut = Arrays.copyOf(KEYS.encode(), 110);
        rejected(Reason.ENCLAVE_KEYS_MALFORMED, verify(bound(KEYS).put("user_data", cbor -> cbor.bytes(cut))));
        byte[] labelOnly = Arrays.copyOf(KEYS.encode(), 22);
        rejected(Reason.ENCLAVE_KEYS_MALFORMED, verify(bound(KEYS).put("user_data", cbor -> cbor.bytes(labelOnly))));
    }

    @Test
    void rejectsKeysOutOfTheirTime() {
        Instant from = NOW.minusSeconds(100);
        Instant to = NOW.plusSeconds(100);
        verified(verify(bound(keys(NOW.plusSeconds(30), to))));
        rejected(
                Reason.ENCLAVE_KEYS_NOT_YET_VALID,
                verify(bound(keys(NOW.plusSeconds(30).plusMillis(1), to))));
        verified(verify(bound(keys(from, NOW.minusSeconds(30)))));
        rejected(
                Reason.ENCLAVE_KEYS_EXPIRED,
                verify(bound(keys(from, NOW.minusSeconds(30).minusMillis(1)))));
        rejected(Reason.ENCLAVE_KEYS_EXPIRED, verify(bound(keys(Instant.ofEpochMilli(Long.MIN_VALUE), Instant.EPOCH))));
    }

    private static FaultyNitro bound(EnclaveKeys keys) {
        return new FaultyNitro()
                .put("public_key", cbor -> cbor.bytes(keys.signingKey()))
                .put("user_data", cbor -> cbor.bytes(keys.encode()));
    }

    private static Verdict<VerifiedEvidence> verify(FaultyNitro nitro) {
        return EvidenceVerifier.verify(
                nitro.document(), TrustStore.only(Authority.AWS_NITRO, nitro.anchors()), POLICY, NOW);
    }
}
