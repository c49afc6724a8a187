package dev.assay.verification.tee.nitro;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.nitro.FaultyNitro.NOW;
import static dev.assay.verification.tee.nitro.FaultyNitro.POLICY;
import static dev.assay.verification.tee.nitro.FaultyNitro.pcr;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedNitroTest {

    private static final SimulatedNitro NITRO = SimulatedNitro.create(new SecureRandom(), NOW);
    private static final TrustAnchors ANCHORS = TrustAnchors.insecureSimulated(Set.of(NITRO.rootDigest()));
    private static final Map<Integer, byte[]> PCRS = Map.of(0, pcr(1), 1, pcr(2), 2, pcr(3));

    @Test
    void itsDocumentsAreSimulatedAndNeverVerified() {
        VerifiedNitro evidence = simulated(verify(attest(NOW), ANCHORS, NOW));
        assertTrue(evidence.simulated());
        assertEquals("aws-nitro", evidence.tee());
        assertEquals(PCRS.keySet(), evidence.pcrs().keySet());
        assertTrue(evidence.nonce().isEmpty());
    }

    @Test
    void itsDocumentsCarryWhatTheyAreGiven() {
        byte[] document = NITRO.attest(PCRS, new byte[] {1}, new byte[] {2}, new byte[] {3}, NOW);
        VerifiedNitro evidence = simulated(verify(document, ANCHORS, NOW));
        assertArrayEquals(new byte[] {1}, evidence.publicKey().orElseThrow());
        assertArrayEquals(new byte[] {2}, evidence.userData().orElseThrow());
        assertArrayEquals(new byte[] {3}, evidence.nonce().orElseThrow());
        assertEquals(NOW, evidence.timestamp());
    }

    @Test
    void productionAnchorsRejectItEvenWhenItsRootIsPinned() {
        byte[] document = attest(NOW);
        rejected(Reason.EVIDENCE_SIMULATED, verify(document, TrustAnchors.awsNitro(), NOW));
        rejected(Reason.EVIDENCE_SIMULATED, verify(document, TrustAnchors.pinned(Set.of(NITRO.rootDigest())), NOW));
    }

    @Test
    void anotherSimulatorsRootIsNotTrusted() {
        SimulatedNitro other = SimulatedNitro.create(new SecureRandom(), NOW);
        byte[] document = other.attest(PCRS, null, null, null, NOW);
        rejected(Reason.ROOT_UNTRUSTED, verify(document, ANCHORS, NOW));
    }

    @Test
    void simulatedAnchorsRejectHardware() {
        for (NitroVectors.Case vector : NitroVectors.all()) {
            if (vector.isValid()) {
                Digest root = vector.anchors().roots().iterator().next();
                TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(root));
                rejected(
                        Reason.EVIDENCE_NOT_SIMULATED,
                        verify(vector.evidence(), anchors, vector.time().orElseThrow()));
            }
        }
    }

    @Test
    void aLeafLivesThreeHoursAndIsRenewedInTime() {
        byte[] document = attest(NOW);
        Instant end = NOW.minusSeconds(3).plus(Duration.ofHours(3));
        NitroPolicy patient = NitroPolicy.builder()
                .anyMeasurement()
                .refuseDebug()
                .freshness(Freshness.keyBinding(Duration.ofDays(1)))
                .clockSkew(Duration.ZERO)
                .build();
        simulated(NitroVerifier.verify(document, ANCHORS, patient, end));
        rejected(Reason.CERTIFICATE_EXPIRED, NitroVerifier.verify(document, ANCHORS, patient, end.plusSeconds(1)));
        for (Duration later : new Duration[] {Duration.ofHours(1), Duration.ofMinutes(179), Duration.ofDays(400)}) {
            Instant then = NOW.plus(later);
            simulated(verify(attest(then), ANCHORS, then.plusSeconds(10)));
        }
        simulated(verify(attest(NOW), ANCHORS, NOW));
    }

    @Test
    void verifyingAgainFindsWhatTimeAnchorsAndPolicyChange() {
        byte[] document = attest(NOW);
        VerifiedNitro known = simulated(verify(document, ANCHORS, NOW));
        SimulatedNitro other = SimulatedNitro.create(new SecureRandom(), NOW);
        NitroPolicy measured = NitroPolicy.builder()
                .measurement(Map.of(0, pcr(9)))
                .refuseDebug()
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ZERO)
                .build();
        for (TrustAnchors anchors : List.of(
                ANCHORS,
                TrustAnchors.awsNitro(),
                TrustAnchors.pinned(Set.of(NITRO.rootDigest())),
                TrustAnchors.insecureSimulated(Set.of(other.rootDigest())))) {
            for (NitroPolicy policy : List.of(POLICY, measured, POLICY.withNonce(Digest.sha256()))) {
                for (Duration later : List.of(
                        Duration.ofDays(-1),
                        Duration.ofMinutes(-1),
                        Duration.ZERO,
                        Duration.ofHours(1),
                        Duration.ofHours(4))) {
                    Instant then = NOW.plus(later);
                    assertEquals(
                            said(NitroVerifier.verify(document, anchors, policy, then)),
                            said(NitroVerifier.verifyAgain(known, anchors, policy, then)));
                }
            }
        }
        assertEquals(
                known.digest(),
                simulated(NitroVerifier.verifyAgain(known, ANCHORS, POLICY, NOW))
                        .digest());
    }

    private static String said(Verdict<VerifiedNitro> verdict) {
        return switch (verdict) {
            case Verdict.Verified<VerifiedNitro> verified -> "verified";
            case Verdict.Simulated<VerifiedNitro> simulated -> "simulated";
            case Verdict.Rejected<VerifiedNitro> rejected -> rejected.reason() + ": " + rejected.detail();
        };
    }

    private static byte[] attest(Instant now) {
        return NITRO.attest(PCRS, null, null, null, now);
    }

    private static Verdict<VerifiedNitro> verify(byte[] document, TrustAnchors anchors, Instant now) {
        return NitroVerifier.verify(document, anchors, POLICY, now);
    }
}
