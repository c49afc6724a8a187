package dev.assay.verification.tee.nitro;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.nitro.FaultyNitro.NOW;
import static dev.assay.verification.tee.nitro.FaultyNitro.pcr;
import static dev.assay.verification.tee.nitro.FaultyNitro.policy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.tee.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Step 3: which genuine documents a policy accepts. */
class NitroAppraisalTest {

    private static final Digest NONCE = Digest.sha256(new byte[] {1});
    private static final NitroPolicy WITH_NONCE = FaultyNitro.POLICY.withNonce(NONCE);

    @Test
    void rejectsDebugEnclavesUnlessAllowed() {
        FaultyNitro zero = new FaultyNitro()
                .put("pcrs", cbor -> cbor.map(2).uint(0).bytes(pcr(0)).uint(1).bytes(pcr(1)));
        rejected(Reason.EVIDENCE_DEBUG, zero.verify());
        FaultyNitro absent =
                new FaultyNitro().put("pcrs", cbor -> cbor.map(1).uint(1).bytes(pcr(1)));
        rejected(Reason.EVIDENCE_DEBUG, absent.verify());
        NitroPolicy allowing = NitroPolicy.builder()
                .anyMeasurement()
                .insecureAllowDebug()
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ZERO)
                .build();
        assertTrue(verified(zero.verify(allowing)).debug());
        assertTrue(verified(absent.verify(allowing)).debug());
    }

    @Test
    void acceptsOneOfSeveralMeasurements() {
        NitroPolicy policy = measured(Map.of(0, pcr(7)), Map.of(0, pcr(1), 4, pcr(2)));
        verified(new FaultyNitro().verify(policy));
    }

    @Test
    void rejectsOtherMeasurements() {
        rejected(Reason.EVIDENCE_MEASUREMENT, new FaultyNitro().verify(measured(Map.of(0, pcr(1), 4, pcr(3)))));
        // A register that the document lacks.
        rejected(Reason.EVIDENCE_MEASUREMENT, new FaultyNitro().verify(measured(Map.of(0, pcr(1), 8, pcr(1)))));
        rejected(Reason.EVIDENCE_MEASUREMENT, new FaultyNitro().verify(measured(Map.of(8, pcr(0)))));
    }

    @SafeVarargs
    private static NitroPolicy measured(Map<Integer, byte[]>... accepted) {
        NitroPolicy.Builder policy = NitroPolicy.builder();
        for (Map<Integer, byte[]> measurement : accepted) {
            policy.measurement(measurement);
        }
        return policy.refuseDebug()
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ZERO)
                .build();
    }

    @Test
    void rejectsDocumentsFromTheFuture() {
        verified(made(NOW.plusSeconds(30)).verify());
        rejected(
                Reason.EVIDENCE_IN_FUTURE,
                made(NOW.plusSeconds(30).plusMillis(1)).verify());
        rejected(
                Reason.EVIDENCE_IN_FUTURE,
                made(Instant.ofEpochMilli(Long.MAX_VALUE)).verify());
    }

    @Test
    void rejectsStaleDocumentsUnlessTheirNonceIsFresh() {
        verified(made(NOW.minus(Duration.ofMinutes(10))).verify());
        FaultyNitro stale = made(NOW.minus(Duration.ofMinutes(10)).minusMillis(1));
        rejected(Reason.EVIDENCE_STALE, stale.verify());
        verified(stale.put("nonce", cbor -> cbor.bytes(NONCE.bytes())).verify(WITH_NONCE));
        rejected(Reason.EVIDENCE_STALE, made(Instant.ofEpochMilli(1)).verify());
    }

    private static FaultyNitro made(Instant time) {
        return new FaultyNitro().put("timestamp", cbor -> cbor.uint(time.toEpochMilli()));
    }

    @Test
    void acceptsTheNonceAskedFor() {
        FaultyNitro nitro = new FaultyNitro().put("nonce", cbor -> cbor.bytes(NONCE.bytes()));
        assertArrayEquals(
                NONCE.bytes(), verified(nitro.verify(WITH_NONCE)).nonce().orElseThrow());
    }

    @Test
    void rejectsMissingAndOtherNonces() {
        rejected(Reason.EVIDENCE_NONCE_MISSING, new FaultyNitro().verify(WITH_NONCE));
        rejected(
                Reason.EVIDENCE_NONCE_MISMATCH,
                new FaultyNitro()
                        .put("nonce", cbor -> cbor.bytes(Digest.sha256().bytes()))
                        .verify(WITH_NONCE));
        rejected(
                Reason.EVIDENCE_NONCE_MISMATCH,
                new FaultyNitro().put("nonce", cbor -> cbor.bytes(new byte[0])).verify(WITH_NONCE));
    }

    @Test
    void refusesToRunWithANonceStillToChoose() {
        NitroPolicy awaiting = policy().freshness(new Freshness.NonceAwaited()).build();
        FaultyNitro nitro = new FaultyNitro().put("nonce", cbor -> cbor.bytes(NONCE.bytes()));
        assertThrows(IllegalArgumentException.class, () -> nitro.verify(awaiting));
        verified(nitro.verify(awaiting.withNonce(NONCE)));
    }
}
