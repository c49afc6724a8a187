package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.CancelJobRequest;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.GetBalanceRequest;
import dev.assay.proto.v1.GetBalanceResponse;
import dev.assay.proto.v1.GetJobRequest;
import dev.assay.proto.v1.GetJobResponse;
import dev.assay.proto.v1.OpenJobRequest;
import dev.assay.proto.v1.OpenJobResponse;
import dev.assay.proto.v1.WatchJobRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Cancel;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Somebody who wants proofs of the sample circuit. */
final class Requester {

    static final long MAX_PRICE_MICROS = 1000;

    private final Reachable market;
    private final SigningKey key;
    private final List<Digest> jobs = new ArrayList<>();

    Requester(Reachable market) {
        this(market, SigningKey.generate(new SecureRandom()));
    }

    Requester(Reachable market, SigningKey key) {
        this.market = market;
        this.key = key;
    }

    SigningKey key() {
        return key;
    }

    Request request(byte[] input, Duration untilDeadline) {
        return request(ReservesCircuit.circuit().id(), input, untilDeadline);
    }

    Request request(Digest circuit, byte[] input, Duration untilDeadline) {
        return new Request(
                key.address(),
                circuit,
                Digest.sha256(input),
                Assurance.PROOF,
                Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(untilDeadline),
                MAX_PRICE_MICROS,
                0,
                Digest.sha256(UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                UUID.randomUUID().toString());
    }

    Request request() {
        return request(ReservesCircuit.input(), Duration.ofSeconds(30));
    }

    OpenJobRequest sign(Request request, byte[] input) {
        return OpenJobRequest.newBuilder()
                .setRequest(Wire.toWire(Signed.sign(request, key, SigningDomain.dev())))
                .setInput(ByteString.copyFrom(input))
                .build();
    }

    OpenJobResponse open(Request request, byte[] input) {
        OpenJobResponse response = market.stub().openJob(sign(request, input));
        jobs.add(Wire.digest(response.getJobId()));
        return response;
    }

    Digest open() {
        return open(Duration.ofSeconds(30));
    }

    /** A job whose pay falls from the soft deadline on. */
    Digest open(Duration untilSoftDeadline, Duration untilDeadline) {
        byte[] input = ReservesCircuit.input();
        Request hard = request(input, untilDeadline);
        Request soft = new Request(
                hard.requester(),
                hard.workload(),
                hard.inputDigest(),
                hard.assurance(),
                hard.deadline(),
                hard.deadline().minus(untilDeadline).plus(untilSoftDeadline),
                hard.maxPriceMicros(),
                hard.tipMicros(),
                hard.nonce(),
                hard.idempotencyKey());
        return Wire.digest(open(soft, input).getJobId());
    }

    Digest open(Duration untilDeadline) {
        byte[] input = ReservesCircuit.input();
        return Wire.digest(open(request(input, untilDeadline), input).getJobId());
    }

    Event cancel(Digest jobId) {
        return market.stub()
                .cancelJob(CancelJobRequest.newBuilder()
                        .setJobId(Wire.bytes(jobId))
                        .setSignature(ByteString.copyFrom(key.sign(new Cancel(jobId).digest(SigningDomain.dev()))))
                        .build())
                .getEvent();
    }

    GetJobResponse get(Digest jobId) {
        return market.stub()
                .getJob(GetJobRequest.newBuilder().setJobId(Wire.bytes(jobId)).build());
    }

    /** All events from a sequence number on, once the job has ended. */
    List<Event> watch(Digest jobId, long fromSequence) {
        List<Event> events = new ArrayList<>();
        market.stub()
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .watchJob(WatchJobRequest.newBuilder()
                        .setJobId(Wire.bytes(jobId))
                        .setFromSequence(fromSequence)
                        .build())
                .forEachRemaining(response -> events.add(response.getEvent()));
        return events;
    }

    /** The job's last event, waited for. */
    Event end(Digest jobId) {
        return watch(jobId, 1).getLast();
    }

    /** Waits for an event of that kind. */
    Event await(Digest jobId, java.util.function.Predicate<Event> wanted) {
        var events = market.stub()
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .watchJob(
                        WatchJobRequest.newBuilder().setJobId(Wire.bytes(jobId)).build());
        while (events.hasNext()) {
            Event event = events.next().getEvent();
            if (wanted.test(event)) {
                return event;
            }
        }
        throw new AssertionError("no such event in " + watch(jobId, 1));
    }

    GetBalanceResponse balance() {
        return market.stub()
                .getBalance(GetBalanceRequest.newBuilder()
                        .setAddress(Wire.bytes(key.address()))
                        .build());
    }

    /** Checks what the requester has spent so far, and that nothing is held back. */
    void assertSpent(long micros) {
        assertEquals(0, balance().getEscrowedMicros());
        assertEquals(TestMarket.FAUCET_MICROS - micros, balance().getAvailableMicros());
    }

    /** Checks that so much is held back, and nothing was spent. */
    void assertDeposited(long micros) {
        assertEquals(micros, balance().getEscrowedMicros());
        assertEquals(TestMarket.FAUCET_MICROS - micros, balance().getAvailableMicros());
    }

    /** Leaves no job behind that another test's nodes would take. */
    void cancelAll() {
        for (Digest job : jobs) {
            Event last = get(job).getEvent();
            if (last.getFulfilment().getNumber() <= Fulfilment.FULFILMENT_ASSIGNED_VALUE) {
                Event ignored = cancel(job);
            }
        }
    }
}
