package dev.assay.client;

import static dev.assay.client.FakeEnclave.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.sign.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTroubleTest {

    private static final Submission SUBMISSION = Submission.attested(
                    Digest.sha256(new byte[1]), "level".getBytes(StandardCharsets.UTF_8))
            .deadline(NOW.plus(Duration.ofMinutes(5)));

    private final FakeEnclave enclave = new FakeEnclave();
    private FakeRelay relay;
    private AssayClient client;

    @BeforeEach
    void start() throws IOException {
        relay = new FakeRelay();
        relay.answer = submitted -> dev.assay.proto.v1.Result.newBuilder()
                .setTee(enclave.run(
                        Wire.fromWire(submitted.getRequest()),
                        submitted.getInput().toByteArray(),
                        enclave.evidence(new byte[0])))
                .build();
        Trust trust = Trust.insecureSimulated(Set.of(enclave.root()), AttestedResultTest.policy());
        client = AssayClient.over(relay.channel(), SigningKey.generate(new SecureRandom()), trust, () -> NOW);
    }

    @AfterEach
    void stop() {
        client.close();
        relay.close();
    }

    @Test
    void submitsTheSameBytesAgainWhileTheRelayIsOverloaded() throws Exception {
        relay.submitFailures = 2;
        client.submit(SUBMISSION);
        assertEquals(3, relay.submitted.size());
        assertEquals(1, Set.copyOf(relay.submitted).size());
    }

    @Test
    void resumesABrokenStreamWithoutLosingOrRepeatingAnEvent() throws Exception {
        relay.streamsCutAfterOneEvent = 2;
        List<Long> seen = new ArrayList<>();
        Result result = client.submit(SUBMISSION).await(event -> seen.add(event.sequence()));
        assertInstanceOf(Result.SimulatedAttested.class, result);
        assertEquals(List.of(1L, 2L, 3L), seen);
    }

    @Test
    void givesTheRequestAgainToARelayThatForgotIt() throws Exception {
        Job job = client.submit(SUBMISSION);
        relay.forgetsOnce = true;
        assertInstanceOf(Result.SimulatedAttested.class, job.await());
        assertEquals(2, relay.submitted.size());
        assertEquals(1, Set.copyOf(relay.submitted).size());
    }

    @Test
    void rejectsARelayThatAnswersForAnotherId() {
        relay.submitId = id -> Wire.bytes(Digest.sha256(id.bytes()));
        VerificationException e = assertThrows(VerificationException.class, () -> client.submit(SUBMISSION));
        assertEquals(Reason.REQUEST_ID_MISMATCH, e.reason());
    }

    @Test
    void givesUpAtTheDeadline() {
        relay.submitFailures = 1000;
        Submission late = SUBMISSION.deadline(NOW.plusMillis(50));
        JobFailedException e = assertThrows(JobFailedException.class, () -> client.submit(late));
        assertEquals(ErrorCode.OVERLOADED, e.code());
        assertEquals(true, e.retryable());
    }

    @Test
    void tellsTheCodeOfAFailedRequest() throws Exception {
        relay.events.set(2, failed(ErrorCode.NO_ENCLAVE));
        relay.answer = submitted -> dev.assay.proto.v1.Result.getDefaultInstance();
        JobFailedException e = assertThrows(
                JobFailedException.class, () -> client.submit(SUBMISSION).await());
        assertEquals(ErrorCode.NO_ENCLAVE, e.code());
    }

    private static Event failed(ErrorCode code) {
        return FakeRelay.event(3, Fulfilment.FULFILMENT_FAILED, Execution.EXECUTION_FAILED).toBuilder()
                .setCode(code.name())
                .setDetail("nobody is there")
                .build();
    }

    @Test
    void cancels() throws Exception {
        JobEvent event = client.submit(SUBMISSION).cancel();
        assertEquals(JobEvent.Fulfilment.CANCELLED, event.fulfilment());
    }

    @Test
    void givesUpWhenInterrupted() throws Exception {
        Job job = client.submit(SUBMISSION);
        relay.events.clear();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, job::await);
    }
}
