package dev.assay.relay;

import static dev.assay.relay.Await.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.CancelResponse;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.GetRequest;
import dev.assay.proto.v1.SubmitRequest;
import dev.assay.proto.v1.SubmitResponse;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Assurance;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmitTest {

    @Test
    void replayedSubmitIsTheSameRequest() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave enclave = relay.attach(FakeEnclave.ECHO);
            SubmitRequest submit = TestRequest.tee("hello").toSubmit();
            SubmitResponse first = relay.client().submit(submit);
            relay.lastEvent(first.getRequestId());
            SubmitResponse second = relay.client().submit(submit);
            assertEquals(first.getRequestId(), second.getRequestId());
            assertEquals(Fulfilment.FULFILMENT_FULFILLED, second.getEvent().getFulfilment());
            assertEquals(1, enclave.executed.size());
        }
    }

    @Test
    void replayAfterTheDeadlineIsStillTheSameRequest() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            SubmitRequest submit =
                    TestRequest.tee("hello").within(Duration.ofMillis(300)).toSubmit();
            SubmitResponse first = relay.client().submit(submit);
            relay.lastEvent(first.getRequestId());
            Thread.sleep(50);
            assertEquals(
                    Fulfilment.FULFILMENT_EXPIRED,
                    relay.client().submit(submit).getEvent().getFulfilment());
        }
    }

    @Test
    void idIsTheDigestOfTheSignedRequest() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            TestRequest request = TestRequest.tee("hello");
            assertEquals(Wire.bytes(request.sign().digest()), relay.submit(request));
        }
    }

    @Test
    void refusesTheSameIdempotencyKeyWithAnotherBody() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            TestRequest request = TestRequest.tee("hello");
            relay.submit(request);
            TestRequest other = request.input(ByteString.copyFromUtf8("another body"));
            assertFails(ErrorCode.IDEMPOTENCY_CONFLICT, () -> relay.submit(other));
        }
    }

    @Test
    void sameIdempotencyKeyOfAnotherRequesterIsAnotherRequest() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            TestRequest mine = TestRequest.tee("hello");
            TestRequest yours = new TestRequest(
                    SigningKey.generate(new SecureRandom()),
                    mine.input(),
                    mine.workload(),
                    mine.assurance(),
                    mine.deadline(),
                    mine.idempotencyKey(),
                    false);
            assertNotEquals(relay.submit(mine), relay.submit(yours));
        }
    }

    @Test
    void refusesRequestThatItsRequesterDidNotSign() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            SubmitRequest.Builder submit = TestRequest.tee("hello").toSubmit().toBuilder();
            ByteString signature =
                    TestRequest.tee("hello").toSubmit().getRequest().getSignature();
            submit.getRequestBuilder().setSignature(signature);
            assertFails(ErrorCode.BAD_SIGNATURE, () -> relay.client().submit(submit.build()));
        }
    }

    @Test
    void refusesRequestThatWasChangedAfterItWasSigned() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            SubmitRequest.Builder submit = TestRequest.tee("hello").toSubmit().toBuilder();
            submit.getRequestBuilder().setMaxPriceMicros(2_000_000);
            assertFails(ErrorCode.BAD_SIGNATURE, () -> relay.client().submit(submit.build()));
        }
    }

    @Test
    void refusesRequestSignedForAnotherDeployment() throws Exception {
        try (TestRelay relay = TestRelay.start("CHAIN_ID=1")) {
            assertFails(ErrorCode.BAD_SIGNATURE, () -> relay.submit(TestRequest.tee("hello")));
        }
    }

    @Test
    void refusesAnotherInputThanTheSignedOne() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            SubmitRequest submit = TestRequest.tee("hello").toSubmit().toBuilder()
                    .setInput(ByteString.copyFromUtf8("goodbye"))
                    .build();
            assertFails(ErrorCode.INPUT_MISMATCH, () -> relay.client().submit(submit));
        }
    }

    @Test
    void refusesOversizeInputAndTakesTheLargest() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            ByteString largest = ByteString.copyFrom(new byte[1 << 20]);
            relay.submit(TestRequest.tee("").input(largest));
            TestRequest larger = TestRequest.tee("").input(largest.concat(ByteString.copyFromUtf8("x")));
            assertFails(ErrorCode.INVALID_REQUEST, () -> relay.submit(larger));
            TestRequest huge = TestRequest.tee("").input(ByteString.copyFrom(new byte[5 << 20]));
            assertFails(ErrorCode.OVERLOADED, () -> relay.submit(huge));
        }
    }

    @Test
    void refusesPastAndFarDeadlines() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            TestRequest request = TestRequest.tee("hello");
            assertFails(ErrorCode.DEADLINE_INVALID, () -> relay.submit(request.within(Duration.ofSeconds(-1))));
            assertFails(ErrorCode.DEADLINE_INVALID, () -> relay.submit(request.within(Duration.ofDays(2))));
        }
    }

    @Test
    void refusedRequestLeavesNoTraceOfItsIdempotencyKey() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            TestRequest request = TestRequest.tee("hello");
            assertFails(ErrorCode.DEADLINE_INVALID, () -> relay.submit(request.within(Duration.ofSeconds(-1))));
            relay.submit(request);
        }
    }

    @Test
    void refusesBothWithAWordOnWhatToDo() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            assertFails(
                    ErrorCode.NOT_SUPPORTED,
                    () -> relay.submit(TestRequest.tee("hello").of(Assurance.BOTH)));
        }
    }

    @Test
    void refusesMoreThanTheLineHolds() throws Exception {
        try (TestRelay relay = TestRelay.start("MAX_WAITING=2")) {
            relay.submit(TestRequest.tee("one"));
            relay.submit(TestRequest.tee("two"));
            TestRequest third = TestRequest.tee("three");
            assertFails(ErrorCode.OVERLOADED, () -> relay.submit(third));
            relay.attach(FakeEnclave.ECHO);
            relay.lastEvent(relay.submit(third));
        }
    }

    @Test
    void refusesMoreRequestsAndBytesThanTheTableHolds() throws Exception {
        try (TestRelay relay = TestRelay.start("MAX_REQUESTS=3", "MAX_BYTES=1000")) {
            relay.submit(TestRequest.tee("x".repeat(600)));
            assertFails(ErrorCode.OVERLOADED, () -> relay.submit(TestRequest.tee("x".repeat(600))));
            relay.submit(TestRequest.tee("two"));
            relay.submit(TestRequest.tee("three"));
            assertFails(ErrorCode.OVERLOADED, () -> relay.submit(TestRequest.tee("four")));
        }
    }

    @Test
    void forgetsEndedRequestsAfterDeadlineAndRetention() throws Exception {
        try (TestRelay relay = TestRelay.start("MAX_REQUESTS=1", "RETENTION=0ms")) {
            relay.attach(FakeEnclave.ECHO);
            ByteString id = relay.submit(TestRequest.tee("one").within(Duration.ofMillis(800)));
            relay.lastEvent(id);
            assertFails(ErrorCode.OVERLOADED, () -> relay.submit(TestRequest.tee("two")));
            Await.until("room", () -> {
                try {
                    relay.submit(TestRequest.tee("three"));
                    return true;
                } catch (RuntimeException full) {
                    return false;
                }
            });
            assertFails(ErrorCode.UNKNOWN_REQUEST, () -> relay.get(id));
        }
    }

    @Test
    void cancelStopsTheEnclaveAndEndsTheRequest() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            FakeEnclave enclave = relay.attach(FakeEnclave.BLACK_HOLE);
            TestRequest request = TestRequest.tee("hello");
            ByteString id = relay.submit(request);
            Await.until("it to run", () -> !enclave.executed.isEmpty());
            CancelResponse response = relay.client().cancel(request.toCancel(request.key()));
            assertEquals(Fulfilment.FULFILMENT_CANCELLED, response.getEvent().getFulfilment());
            assertEquals("CANCELLED", relay.lastEvent(id).getCode());
            Await.until(
                    "the enclave to hear of it",
                    () -> enclave.cancelled.equals(List.of(request.sign().digest())));
        }
    }

    @Test
    void cancelLeavesAFinishedRequestAsItIs() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            relay.attach(FakeEnclave.ECHO);
            TestRequest request = TestRequest.tee("hello");
            relay.lastEvent(relay.submit(request));
            assertEquals(
                    Fulfilment.FULFILMENT_FULFILLED,
                    relay.client()
                            .cancel(request.toCancel(request.key()))
                            .getEvent()
                            .getFulfilment());
        }
    }

    @Test
    void onlyTheRequesterCancels() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            TestRequest request = TestRequest.tee("hello");
            relay.submit(request);
            SigningKey stranger = SigningKey.generate(new SecureRandom());
            assertFails(ErrorCode.BAD_SIGNATURE, () -> relay.client().cancel(request.toCancel(stranger)));
        }
    }

    @Test
    void doesNotKnowARequestThatNobodyMade() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            ByteString id = ByteString.copyFrom(new byte[32]);
            assertFails(ErrorCode.UNKNOWN_REQUEST, () -> relay.get(id));
            assertFails(ErrorCode.UNKNOWN_REQUEST, () -> relay.watch(id, 0));
            assertFails(
                    ErrorCode.INVALID_REQUEST,
                    () -> relay.client()
                            .get(GetRequest.newBuilder()
                                    .setRequestId(ByteString.copyFromUtf8("short"))
                                    .build()));
        }
    }
}
