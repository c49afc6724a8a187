package dev.assay.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.Assurance;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.ListEnclavesRequest;
import dev.assay.proto.v1.QuoteRequest;
import dev.assay.proto.v1.QuoteResponse;
import dev.assay.proto.v1.TeeResult;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.receipt.Expectation;
import dev.assay.verification.receipt.ReceiptVerifier;
import dev.assay.verification.receipt.VerifiedReceipt;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final AppraisalPolicy POLICY = AppraisalPolicy.builder()
            .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
            .freshness(Freshness.keyBinding(Duration.ofHours(1)))
            .clockSkew(Duration.ofSeconds(30))
            .build();

    /** What a client does with a result. */
    private static Verdict<VerifiedReceipt> verify(TestRequest request, TeeResult result, AppraisalPolicy policy) {
        return ReceiptVerifier.verify(
                Wire.fromWire(result.getReceipt()),
                result.getReceipt().getSignature().toByteArray(),
                result.getEvidence().toByteArray(),
                Expectation.of(request.sign().statement(), TestRequest.DOMAIN),
                result.getOutput().toByteArray(),
                TrustStore.insecureSimulated(Set.of(TestRelay.NITRO.rootDigest())),
                policy,
                TestRequest.DOMAIN,
                Instant.now());
    }

    private static void assertEnded(Event last, Fulfilment fulfilment, String code) {
        assertEquals(fulfilment, last.getFulfilment(), last.toString());
        assertEquals(code, last.getCode(), last.toString());
    }

    private static int inFlight(TestRelay relay) {
        return relay.client().listEnclaves(ListEnclavesRequest.getDefaultInstance()).getEnclavesList().stream()
                .mapToInt(enclave -> enclave.getInFlight())
                .sum();
    }

    @Test
    void fulfilsRequestWithAResultThatTheClientCanVerify() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            relay.attach((enclave, execute) -> {
                enclave.progress(execute, Execution.EXECUTION_FETCHING);
                enclave.progress(execute, Execution.EXECUTION_RUNNING);
                enclave.progress(execute, Execution.EXECUTION_RUNNING);
                enclave.complete(execute, execute.getInput());
            });
            TestRequest request = TestRequest.tee("hello");
            ByteString id = relay.submit(request);
            List<Event> events = relay.watch(id, 0);
            assertEquals(
                    List.of(
                            Fulfilment.FULFILMENT_ACCEPTED,
                            Fulfilment.FULFILMENT_ASSIGNED,
                            Fulfilment.FULFILMENT_ASSIGNED,
                            Fulfilment.FULFILMENT_ASSIGNED,
                            Fulfilment.FULFILMENT_FULFILLED),
                    events.stream().map(Event::getFulfilment).toList());
            assertEquals(
                    List.of(1L, 2L, 3L, 4L, 5L),
                    events.stream().map(Event::getSequence).toList());
            assertEquals(Execution.EXECUTION_SUCCEEDED, events.getLast().getExecution());
            TeeResult result = relay.get(id).getResult().getTee();
            assertEquals("hello", result.getOutput().toStringUtf8());
            assertInstanceOf(Verdict.Simulated.class, verify(request, result, POLICY));
        }
    }

    @Test
    void freshEvidenceCarriesTheRequestsNonce() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            relay.attach(FakeEnclave.ECHO);
            TestRequest request = TestRequest.tee("hello").withFreshEvidence();
            ByteString id = relay.submit(request);
            assertEnded(relay.lastEvent(id), Fulfilment.FULFILMENT_FULFILLED, "");
            Digest nonce = request.sign().statement().nonce();
            assertInstanceOf(
                    Verdict.Simulated.class,
                    verify(request, relay.get(id).getResult().getTee(), POLICY.withNonce(nonce)));
        }
    }

    @Test
    void rejectsReceiptSignedByAnotherKeyThanTheAttestedOne() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave liar = relay.attach(FakeEnclave.ECHO);
            liar.receiptKey = SigningKey.generate(new SecureRandom());
            ByteString id = relay.submit(TestRequest.tee("hello"));
            Event last = relay.lastEvent(id);
            assertEnded(last, Fulfilment.FULFILMENT_FAILED, "RECEIPT_REJECTED");
            assertTrue(last.getDetail().startsWith(Reason.RECEIPT_SIGNER_MISMATCH.name()), last.getDetail());
            assertFalse(relay.get(id).hasResult());
            assertEquals(1, relay.relay.counters().rejectedReceipts());
        }
    }

    @Test
    void rejectsReceiptOfAnotherAdmittedEnclave() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            List<FakeEnclave> thief = new ArrayList<>();
            FakeEnclave victim = relay.attach(FakeEnclave.BLACK_HOLE);
            thief.add(relay.attach((enclave, execute) -> victim.answerThrough(enclave, execute)));
            ByteString id = submitTo(relay, thief.getFirst());
            Event rejected = relay.watch(id, 1).stream()
                    .filter(event -> event.getCode().equals("RECEIPT_REJECTED"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(rejected.getDetail().startsWith(Reason.RECEIPT_SIGNER_MISMATCH.name()), rejected.getDetail());
        }
    }

    /** Submits until this enclave is the one that was chosen; short deadlines end the others. */
    private static ByteString submitTo(TestRelay relay, FakeEnclave enclave) throws Exception {
        while (true) {
            ByteString id = relay.submit(TestRequest.tee("hello").within(Duration.ofMillis(700)));
            Thread.sleep(50);
            if (!enclave.executed.isEmpty()) {
                return id;
            }
        }
    }

    @Test
    void retriesOnAnotherEnclaveAfterABadReceiptAndAvoidsTheLiar() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave liar = relay.attach(FakeEnclave.ECHO);
            liar.receiptKey = SigningKey.generate(new SecureRandom());
            relay.attach(FakeEnclave.ECHO);
            for (int i = 0; i < 40; i++) {
                assertEnded(
                        relay.lastEvent(relay.submit(TestRequest.tee("hello"))), Fulfilment.FULFILMENT_FULFILLED, "");
            }
            assertTrue(liar.executed.size() <= 1, "the liar got " + liar.executed.size());
        }
    }

    @Test
    void liarDoesNotEscapeItsEjectionByAttachingAgain() throws Exception {
        try (TestRelay relay = TestRelay.start("PATIENCE=300ms")) {
            FakeEnclave liar = relay.attach(FakeEnclave.ECHO);
            liar.receiptKey = SigningKey.generate(new SecureRandom());
            assertEnded(
                    relay.lastEvent(relay.submit(TestRequest.tee("hello"))),
                    Fulfilment.FULFILMENT_FAILED,
                    "RECEIPT_REJECTED");
            FakeEnclave again = liar.twin(FakeEnclave.ECHO);
            relay.attach(again);
            again.admitted.get();
            assertEnded(
                    relay.lastEvent(relay.submit(TestRequest.tee("hello"))),
                    Fulfilment.FULFILMENT_FAILED,
                    "NO_ENCLAVE");
            assertEquals(0, again.executed.size());
        }
    }

    @Test
    void completesOnAnotherEnclaveWhenOneDiesInTheMiddle() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave dying = relay.attach(FakeEnclave.DIES);
            ByteString id = relay.submit(TestRequest.tee("hello"));
            Await.until("the first to have it", () -> !dying.executed.isEmpty());
            FakeEnclave other = relay.attach(FakeEnclave.ECHO);
            List<Event> events = relay.watch(id, 1);
            assertEnded(events.getLast(), Fulfilment.FULFILMENT_FULFILLED, "");
            assertTrue(events.stream().anyMatch(event -> event.getCode().equals("ENCLAVE_LOST")), events.toString());
            assertEquals(1, other.executed.size());
            assertEquals(1, relay.relay.counters().lostRequests());
        }
    }

    @Test
    void failsWithEnclaveLostWhenNoOtherComesInTime() throws Exception {
        try (TestRelay relay = TestRelay.start("PATIENCE=300ms")) {
            relay.attach(FakeEnclave.DIES);
            assertEnded(
                    relay.lastEvent(relay.submit(TestRequest.tee("hello"))),
                    Fulfilment.FULFILMENT_FAILED,
                    "ENCLAVE_LOST");
        }
    }

    @Test
    void givesUpAfterAsManyEnclavesAsConfigured() throws Exception {
        try (TestRelay relay = TestRelay.start("ATTEMPTS=2")) {
            List<FakeEnclave> dying = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                dying.add(relay.attach(FakeEnclave.DIES));
            }
            assertEnded(
                    relay.lastEvent(relay.submit(TestRequest.tee("hello"))),
                    Fulfilment.FULFILMENT_FAILED,
                    "ENCLAVE_LOST");
            assertEquals(
                    2,
                    dying.stream()
                            .filter(enclave -> !enclave.executed.isEmpty())
                            .count());
        }
    }

    @Test
    void failsWithNoEnclaveOnlyAfterWaiting() throws Exception {
        try (TestRelay relay = TestRelay.start("PATIENCE=500ms")) {
            Instant start = Instant.now();
            assertEnded(
                    relay.lastEvent(relay.submit(TestRequest.tee("hello"))),
                    Fulfilment.FULFILMENT_FAILED,
                    "NO_ENCLAVE");
            assertTrue(Duration.between(start, Instant.now()).toMillis() >= 450);
        }
    }

    @Test
    void expiresWithNoEnclaveWhenTheDeadlineComesFirst() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            ByteString id = relay.submit(TestRequest.tee("hello").within(Duration.ofMillis(400)));
            assertEnded(relay.lastEvent(id), Fulfilment.FULFILMENT_EXPIRED, "NO_ENCLAVE");
        }
    }

    @Test
    void waitingRequestGoesToTheEnclaveThatAttachesLater() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            ByteString id = relay.submit(TestRequest.tee("hello"));
            relay.attach(FakeEnclave.ECHO);
            assertEnded(relay.lastEvent(id), Fulfilment.FULFILMENT_FULFILLED, "");
        }
    }

    @Test
    void blackHoleLosesTheRequestAtItsDeadlineAndGetsItsPlaceBack() throws Exception {
        try (TestRelay relay = TestRelay.start("MAX_ENCLAVE_CAPACITY=1")) {
            AtomicInteger calls = new AtomicInteger();
            FakeEnclave hole = relay.attach((enclave, execute) -> {
                if (calls.incrementAndGet() > 1) {
                    enclave.complete(execute, execute.getInput());
                }
            });
            TestRequest swallowed = TestRequest.tee("hello").within(Duration.ofMillis(500));
            ByteString first = relay.submit(swallowed);
            ByteString second = relay.submit(TestRequest.tee("again"));
            assertEquals(1, inFlight(relay));
            assertEnded(relay.lastEvent(first), Fulfilment.FULFILMENT_EXPIRED, "EXPIRED");
            assertEnded(relay.lastEvent(second), Fulfilment.FULFILMENT_FULFILLED, "");
            assertEquals(0, inFlight(relay));
            assertEquals(List.of(swallowed.sign().digest()), hole.cancelled);
        }
    }

    @Test
    void ignoresAndCountsAnswersToRequestsThatTheEnclaveDoesNotHold() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            relay.attach((enclave, execute) -> {
                enclave.complete(execute, execute.getInput());
                enclave.complete(execute, ByteString.copyFromUtf8("something else"));
                enclave.fail(execute, "INTERNAL");
            });
            ByteString id = relay.submit(TestRequest.tee("hello"));
            assertEnded(relay.lastEvent(id), Fulfilment.FULFILMENT_FULFILLED, "");
            Await.until("both counted", () -> relay.relay.counters().unexpectedAnswers() == 2);
            assertEquals("hello", relay.get(id).getResult().getTee().getOutput().toStringUtf8());
        }
    }

    @Test
    void failedProgramIsNotRetriedAndItsSignedStatementIsKept() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave.Behaviour traps =
                    (enclave, execute) -> enclave.failSigned(execute, "PROGRAM_TRAPPED", Receipt.PROGRAM_FAILED);
            relay.attach(traps);
            relay.attach(traps);
            TestRequest request = TestRequest.tee("hello");
            ByteString id = relay.submit(request);
            Event last = relay.lastEvent(id);
            assertEnded(last, Fulfilment.FULFILMENT_FAILED, "PROGRAM_TRAPPED");
            assertEquals(Execution.EXECUTION_FAILED, last.getExecution());
            TeeResult result = relay.get(id).getResult().getTee();
            assertInstanceOf(Verdict.Simulated.class, verify(request, result, POLICY));
        }
    }

    @Test
    void namesTheLimitThatWasHit() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            relay.attach((enclave, execute) -> enclave.failSigned(execute, "LIMIT_MEMORY", Receipt.LIMIT_HIT));
            assertEnded(
                    relay.lastEvent(relay.submit(TestRequest.tee("hello"))),
                    Fulfilment.FULFILMENT_FAILED,
                    "LIMIT_MEMORY");
        }
    }

    @Test
    void asksAnotherEnclaveWhenOneFailsWithoutASignature() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            relay.attach((enclave, execute) -> enclave.fail(execute, "PROGRAM_INVALID"));
            relay.attach(FakeEnclave.ECHO);
            for (int i = 0; i < 10; i++) {
                assertEnded(
                        relay.lastEvent(relay.submit(TestRequest.tee("hello"))), Fulfilment.FULFILMENT_FULFILLED, "");
            }
        }
    }

    @Test
    void whoDeclinesWhatOthersCanDoGetsLess() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave declining = relay.attach((enclave, execute) -> enclave.fail(execute, "PROGRAM_INVALID"));
            FakeEnclave able = relay.attach((enclave, execute) -> {
                Thread.sleep(50);
                enclave.complete(execute, execute.getInput());
            });
            List<ByteString> ids = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                ids.add(relay.submit(TestRequest.tee("hello")));
                Thread.sleep(20);
            }
            for (ByteString id : ids) {
                assertEnded(relay.lastEvent(id), Fulfilment.FULFILMENT_FULFILLED, "");
            }
            assertTrue(declining.executed.size() < 20, "it got " + declining.executed.size() + " of 60");
        }
    }

    @Test
    void failsWithTheEnclavesCodeWhenAllSayTheSame() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            relay.attach((enclave, execute) -> enclave.fail(execute, "UNKNOWN_WORKLOAD"));
            relay.attach((enclave, execute) -> enclave.fail(execute, "UNKNOWN_WORKLOAD"));
            assertEnded(
                    relay.lastEvent(relay.submit(TestRequest.tee("hello"))),
                    Fulfilment.FULFILMENT_FAILED,
                    "UNKNOWN_WORKLOAD");
        }
    }

    @Test
    void spreadsRequestsAndNeverExceedsAnEnclavesCapacity() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            AtomicInteger most = new AtomicInteger();
            FakeEnclave.Behaviour busy = new FakeEnclave.Behaviour() {
                @Override
                public void run(FakeEnclave enclave, dev.assay.proto.v1.EnclaveExecute execute) throws Exception {
                    most.accumulateAndGet(enclave.running.incrementAndGet(), Math::max);
                    Thread.sleep(20);
                    enclave.running.decrementAndGet();
                    enclave.complete(execute, execute.getInput());
                }
            };
            List<FakeEnclave> enclaves = List.of(relay.attach(busy), relay.attach(busy), relay.attach(busy));
            List<ByteString> ids = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                ids.add(relay.submit(TestRequest.tee("hello " + i)));
            }
            for (ByteString id : ids) {
                assertEnded(relay.lastEvent(id), Fulfilment.FULFILMENT_FULFILLED, "");
            }
            assertTrue(most.get() <= 4, "at once: " + most.get());
            for (FakeEnclave enclave : enclaves) {
                assertNotEquals(0, enclave.executed.size());
            }
        }
    }

    @Test
    void garbageFromAnAdmittedEnclaveFulfilsNothingAndBreaksNothing() throws Exception {
        try (TestRelay relay = TestRelay.start("EJECTION=1ms", "ATTEMPTS=1000")) {
            Random random = new Random(7);
            for (int round = 0; round < 12; round++) {
                FakeEnclave hostile = relay.attach((enclave, execute) -> {
                    byte[] answer = enclave.completed(execute, execute.getInput())
                            .build()
                            .toByteArray();
                    for (int i = 0; i < 30; i++) {
                        enclave.sendMutated(answer, random);
                    }
                });
                TestRequest request = TestRequest.tee("hello").within(Duration.ofMillis(400));
                ByteString id = relay.submit(request);
                Event last = relay.lastEvent(id);
                if (last.getFulfilment() == Fulfilment.FULFILMENT_FULFILLED) {
                    TeeResult result = relay.get(id).getResult().getTee();
                    assertInstanceOf(Verdict.Simulated.class, verify(request, result, POLICY));
                }
                hostile.close();
            }
            relay.attach(FakeEnclave.ECHO);
            assertEnded(relay.lastEvent(relay.submit(TestRequest.tee("hello"))), Fulfilment.FULFILMENT_FULFILLED, "");
        }
    }

    @Test
    void quotesWhoWouldServeAndHowLongItTook() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            TestRequest request = TestRequest.tee("hello");
            QuoteRequest quote = QuoteRequest.newBuilder()
                    .setWorkload(Wire.bytes(request.workload()))
                    .setAssurance(Assurance.ASSURANCE_TEE)
                    .build();
            assertEquals(QuoteResponse.getDefaultInstance(), relay.client().quote(quote));
            relay.attach((enclave, execute) -> {
                Thread.sleep(50);
                enclave.complete(execute, execute.getInput());
            });
            relay.lastEvent(relay.submit(request));
            QuoteResponse quoted = relay.client().quote(quote);
            assertEquals(1, quoted.getProviders());
            assertTrue(quoted.getLatencyMillis() >= 50, quoted.toString());
        }
    }
}
