package dev.assay.relay;

import static dev.assay.relay.TestRelay.NITRO;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.AttachEnclaveRequest;
import dev.assay.proto.v1.Enclave;
import dev.assay.proto.v1.EnclaveHeartbeat;
import dev.assay.proto.v1.ListEnclavesRequest;
import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTest {

    private static Failure end(FakeEnclave enclave) throws Exception {
        return Failure.of(enclave.ended.get(10, TimeUnit.SECONDS));
    }

    private static void assertRejected(TestRelay relay, FakeEnclave enclave, Reason reason) throws Exception {
        relay.attach(enclave);
        Failure failure = end(enclave);
        assertEquals(ErrorCode.EVIDENCE_REJECTED, failure.code(), failure.detail());
        assertEquals(reason.name(), failure.detail().split(":")[0]);
        assertTrue(relay.relay.counters().rejectedEvidence() > 0);
        assertEquals(List.of(), list(relay));
    }

    private static List<Enclave> list(TestRelay relay) {
        return relay.client()
                .listEnclaves(ListEnclavesRequest.getDefaultInstance())
                .getEnclavesList();
    }

    @Test
    void listsAdmittedEnclaveWithTheEvidenceThatItShowed() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave enclave = relay.attach(FakeEnclave.ECHO);
            Enclave listed = list(relay).getFirst();
            assertEquals(Digest.sha256(enclave.key.publicKey()), Wire.digest(listed.getId()));
            assertEquals(enclave.admitted.get(), Wire.digest(listed.getId()));
            assertEquals(4, listed.getCapacity());
            assertTrue(listed.getEvidence().size() > 1000);
        }
    }

    @Test
    void rejectsEvidenceWithAnOlderNonce() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave enclave = new FakeEnclave(NITRO, FakeEnclave.ECHO);
            enclave.nonce = challenge -> Digest.sha256(challenge.bytes());
            assertRejected(relay, enclave, Reason.EVIDENCE_NONCE_MISMATCH);
        }
    }

    @Test
    void rejectsTamperedEvidence() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave enclave = new FakeEnclave(NITRO, FakeEnclave.ECHO);
            enclave.evidence = document -> {
                document[document.length - 1] ^= 1;
                return document;
            };
            assertRejected(relay, enclave, Reason.EVIDENCE_SIGNATURE);
        }
    }

    @Test
    void rejectsSimulatedEvidenceUnderProductionAnchors() throws Exception {
        try (TestRelay relay = TestRelay.start("INSECURE_SIMULATED_ROOTS=")) {
            assertRejected(relay, new FakeEnclave(NITRO, FakeEnclave.ECHO), Reason.EVIDENCE_SIMULATED);
        }
    }

    @Test
    void rejectsAnotherSimulatedRoot() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            SimulatedNitro other = SimulatedNitro.create(new SecureRandom(), Instant.now());
            assertRejected(relay, new FakeEnclave(other, FakeEnclave.ECHO), Reason.ROOT_UNTRUSTED);
        }
    }

    @Test
    void rejectsEvidenceWithoutKeys() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave enclave = new FakeEnclave(NITRO, FakeEnclave.ECHO);
            byte[] pcr = new byte[48];
            pcr[0] = 1;
            enclave.evidence = ignored -> NITRO.attest(
                    Map.of(0, pcr), null, null, enclave.challenges.getLast().bytes(), Instant.now());
            assertRejected(relay, enclave, Reason.RECEIPT_KEY_UNATTESTED);
        }
    }

    @Test
    void rejectsDebugEnclave() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave enclave = new FakeEnclave(NITRO, FakeEnclave.ECHO);
            enclave.evidence = ignored -> NITRO.attest(
                    Map.of(0, new byte[48]),
                    null,
                    null,
                    enclave.challenges.getLast().bytes(),
                    Instant.now());
            assertRejected(relay, enclave, Reason.EVIDENCE_DEBUG);
        }
    }

    @Test
    void acceptsTheRootThatAFileHolds(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("roots");
        Files.writeString(file, NITRO.rootDigest().hex() + "\n");
        try (TestRelay relay = TestRelay.start("INSECURE_SIMULATED_ROOTS=", "INSECURE_SIMULATED_ROOT_FILE=" + file)) {
            relay.attach(FakeEnclave.ECHO);
        }
    }

    @Test
    void doesNotStartWithAnEmptyRootFile(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("roots"));
        assertThrows(
                IllegalArgumentException.class,
                () -> TestRelay.start("INSECURE_SIMULATED_ROOTS=", "INSECURE_SIMULATED_ROOT_FILE=" + file));
    }

    @Test
    void appliesTheConfiguredPolicy(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("policy.json");
        Files.writeString(file, """
                {"accept": {"aws-nitro": {"measurements": [{"0": "%s"}], "debug": "refuse"}},
                 "freshness": {"keyBindingMaxAgeSeconds": 3600}, "clockSkewSeconds": 30}
                """.formatted("ab".repeat(48)));
        try (TestRelay relay = TestRelay.start("POLICY=" + file)) {
            assertRejected(relay, new FakeEnclave(NITRO, FakeEnclave.ECHO), Reason.EVIDENCE_MEASUREMENT);
        }
    }

    @Test
    void endsStreamThatDoesNotAnswerTheChallenge() throws Exception {
        try (TestRelay relay = TestRelay.start("ANSWER_WITHIN=200ms")) {
            FakeEnclave enclave = new FakeEnclave(NITRO, FakeEnclave.ECHO);
            enclave.answersChallenges = false;
            relay.attach(enclave);
            assertEquals(ErrorCode.EXPIRED, end(enclave).code());
        }
    }

    @Test
    void endsStreamThatSpeaksBeforeHello() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave enclave = new FakeEnclave(NITRO, FakeEnclave.ECHO);
            enclave.answersChallenges = false;
            relay.attach(enclave);
            enclave.send(AttachEnclaveRequest.newBuilder().setHeartbeat(EnclaveHeartbeat.getDefaultInstance()));
            assertEquals(ErrorCode.INVALID_REQUEST, end(enclave).code());
        }
    }

    @Test
    void challengesAgainWhenEvidenceAgesAndListsTheNewer() throws Exception {
        try (TestRelay relay = TestRelay.start("EVIDENCE_AGE=300ms")) {
            FakeEnclave enclave = relay.attach(FakeEnclave.ECHO);
            ByteString first = list(relay).getFirst().getEvidence();
            Await.until("a second challenge", () -> enclave.challenges.size() >= 2);
            Await.until(
                    "newer evidence",
                    () -> !list(relay).getFirst().getEvidence().equals(first));
            assertNotEquals(enclave.challenges.get(0), enclave.challenges.get(1));
        }
    }

    @Test
    void doesNotChallengeWithoutAPauseWhenKeysHaveJustEnded() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave enclave = new FakeEnclave(NITRO, FakeEnclave.ECHO);
            enclave.endKeysAt(Instant.now().minusSeconds(5));
            relay.attach(enclave);
            enclave.admitted.get(10, TimeUnit.SECONDS);
            Thread.sleep(500);
            assertEquals(1, enclave.challenges.size());
        }
    }

    @Test
    void retiresEnclaveThatShowsNoNewerEvidence() throws Exception {
        try (TestRelay relay = TestRelay.start("EVIDENCE_AGE=200ms", "ANSWER_WITHIN=2s", "DRAIN=200ms")) {
            FakeEnclave enclave = relay.attach(FakeEnclave.ECHO);
            enclave.answersChallenges = false;
            enclave.drained.get(10, TimeUnit.SECONDS);
            assertEquals(List.of(), list(relay));
            assertEquals(ErrorCode.EVIDENCE_REJECTED, end(enclave).code());
        }
    }

    @Test
    void dropsEnclaveThatFallsSilent() throws Exception {
        try (TestRelay relay = TestRelay.start("SILENCE=2s")) {
            FakeEnclave silent = relay.attach(FakeEnclave.ECHO);
            FakeEnclave beating = relay.attach(FakeEnclave.ECHO);
            for (int beat = 0; !silent.ended.isDone() && beat < 200; beat++) {
                Thread.sleep(100);
                beating.send(AttachEnclaveRequest.newBuilder().setHeartbeat(EnclaveHeartbeat.getDefaultInstance()));
            }
            assertEquals(ErrorCode.EXPIRED, end(silent).code());
            assertEquals(1, list(relay).size());
        }
    }

    @Test
    void newerStreamOfTheSameEnclaveReplacesTheOlder() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave older = relay.attach(FakeEnclave.ECHO);
            FakeEnclave newer = older.twin(FakeEnclave.ECHO);
            relay.attach(newer);
            newer.admitted.get(10, TimeUnit.SECONDS);
            assertEquals(ErrorCode.UNAVAILABLE, end(older).code());
            assertEquals(1, list(relay).size());
            assertArrayEquals(
                    newer.admitted.get().bytes(), list(relay).getFirst().getId().toByteArray());
        }
    }

    @Test
    void admitsNoMoreEnclavesThanConfigured() throws Exception {
        try (TestRelay relay = TestRelay.start("MAX_ENCLAVES=1")) {
            relay.attach(FakeEnclave.ECHO);
            FakeEnclave second = new FakeEnclave(NITRO, FakeEnclave.ECHO);
            relay.attach(second);
            assertEquals(ErrorCode.OVERLOADED, end(second).code());
        }
    }
}
