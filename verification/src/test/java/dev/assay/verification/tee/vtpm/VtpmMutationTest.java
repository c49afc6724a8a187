package dev.assay.verification.tee.vtpm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.assay.simulator.EventLogWriter;
import dev.assay.simulator.SimulatedAzureVtpm;
import dev.assay.simulator.SimulatedGcpVtpm;
import dev.assay.simulator.SoftwareTpm;
import dev.assay.verification.Bounds;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.eventlog.EventLog;
import dev.assay.verification.tee.eventlog.SecureBoot;
import dev.assay.verification.tee.eventlog.VerifiedEventLog;
import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 40 000 seeded mutations: always a verdict, never another exception, and nothing that is signed may change. */
class VtpmMutationTest {

    private static final int MUTATIONS = 10_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final byte[] NONCE = "a nonce of this test".getBytes(StandardCharsets.US_ASCII);

    @Test
    void mutationsOfAnAttestationSayTheSameOrAreRefused() {
        SimulatedGcpVtpm google = SimulatedGcpVtpm.create(new SecureRandom(), NOW);
        byte[] evidence = google.attest(NONCE);
        AkEndorsements endorsements = AkEndorsements.insecureWithoutRevocation(google.authorities());
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(google.rootDigest()));
        Mutations mutations = new Mutations(1);
        assertTimeout(LIMIT, () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] mutant = mutations.of(evidence);
                Verdict<GenuineVtpm> verdict =
                        Bounds.each(() -> GcpVtpmVerifier.verify(mutant, endorsements, anchors, NOW));
                if (verdict instanceof Verdict.Simulated<GenuineVtpm>(GenuineVtpm vtpm)) {
                    assertSameMachine(google, vtpm);
                }
            }
        });
    }

    /** What no signature is over, such as a register's place in the message or a whole quote left out, may differ. */
    private static void assertSameMachine(SimulatedGcpVtpm google, GenuineVtpm vtpm) {
        assertArrayEquals(NONCE, vtpm.nonce());
        assertEquals(SimulatedGcpVtpm.INSTANCE, vtpm.instance().orElseThrow());
        vtpm.quotes()
                .forEach(quote -> quote.bank()
                        .values()
                        .forEach((index, value) -> assertArrayEquals(
                                google.tpm.bank(quote.bank().hash()).get(index), value)));
    }

    @Test
    void mutationsOfAnEventLogSayTheSameOrAreRefused() {
        SoftwareTpm tpm = SoftwareTpm.withEccKey(new SecureRandom());
        byte[] log = SimulatedGcpVtpm.boot(tpm);
        Mutations mutations = new Mutations(2);
        assertTimeout(LIMIT, () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] mutant = mutations.of(log);
                Bounds.each(() -> {
                    replay(tpm, mutant);
                    return mutant;
                });
            }
        });
    }

    private static void replay(SoftwareTpm tpm, byte[] log) {
        try {
            VerifiedEventLog verified =
                    VerifiedEventLog.verify(EventLog.parse(log), TpmHash.SHA256, tpm.bank(TpmHash.SHA256));
            verified.events().stream()
                    .filter(event -> event.typeCode() == EventLogWriter.SEPARATOR)
                    .forEach(event -> assertArrayEquals(
                            new byte[4], event.measuredData(TpmHash.SHA256).orElseThrow()));
        } catch (Rejection rejection) {
            assertFalse(rejection.findings().isEmpty());
        }
    }

    /** The signed parts lie in texts, whose last digits may have more spellings than one. */
    @Test
    void mutationsOfAzuresJsonSayTheSameOrAreRefused() {
        SimulatedAzureVtpm azure = SimulatedAzureVtpmTest.create();
        AzureEndorsements endorsements = SimulatedAzureVtpmTest.endorsements(azure);
        AzureAnchors anchors = new AzureAnchors(
                TrustAnchors.insecureSimulated(Set.of(azure.hardwareRoot())),
                TrustAnchors.insecureSimulated(Set.of(azure.keyRoot())));
        byte[][] evidences = {text(azure.attest(NONCE)), text(azure.attestWithCertificate(NONCE))};
        for (byte[] evidence : evidences) {
            Mutations mutations = new Mutations(evidence.length);
            assertTimeout(LIMIT, () -> {
                for (int i = 0; i < MUTATIONS; i++) {
                    byte[] mutant = mutations.of(evidence);
                    Verdict<GenuineAzureVtpm> verdict =
                            Bounds.each(() -> AzureVtpmVerifier.verify(mutant, endorsements, anchors, NOW));
                    if (verdict instanceof Verdict.Simulated<GenuineAzureVtpm>(GenuineAzureVtpm genuine)) {
                        assertSameMachine(azure, genuine.vtpm());
                    }
                }
            });
        }
    }

    private static byte[] text(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertSameMachine(SimulatedAzureVtpm azure, GenuineVtpm vtpm) {
        assertArrayEquals(NONCE, vtpm.nonce());
        assertEquals("SIMULATED", vtpm.instance().orElseThrow());
        assertEquals(SecureBoot.ON, vtpm.secureBoot());
        vtpm.quotes()
                .getFirst()
                .bank()
                .values()
                .forEach((index, value) ->
                        assertArrayEquals(azure.tpm.bank(TpmHash.SHA256).get(index), value));
    }

    @Test
    void randomBytesAreRefused() {
        Mutations mutations = new Mutations(3);
        byte[] bytes = new byte[300];
        for (int i = 0; i < MUTATIONS / 10; i++) {
            bytes = mutations.of(bytes);
            rejected(GcpVtpmVerifier.verify(
                    bytes, AkEndorsements.insecureWithoutRevocation(List.of()), TrustAnchors.googleVtpm(), NOW));
            rejected(HclReport.parse(bytes));
            rejected(AzureEvidence.parse(bytes));
        }
    }

    private static void rejected(Verdict<?> verdict) {
        assertEquals(Verdict.Rejected.class, verdict.getClass());
    }
}
