package dev.assay.relay.request;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.EnclaveExecute;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.Settlement;
import dev.assay.proto.v1.TeeResult;
import dev.assay.verification.Digest;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One admitted request: what was signed, what has happened to it, and what came of it. Safe for many threads. */
public final class LiveRequest {

    /** Which evidence the requester asked for. */
    public enum EvidenceWanted {
        /** The enclave's own, made when its key was. */
        STANDING,
        /** Made now, with the request's nonce in it. */
        FRESH
    }

    private final Signed<Request> signed;
    private final EvidenceWanted evidence;
    private final EventLog events;
    private ByteString input;
    private @Nullable TeeResult result;

    public LiveRequest(
            Signed<Request> signed, ByteString input, EvidenceWanted evidence, InstantSource clock, Executor executor) {
        this.signed = signed;
        this.input = input;
        this.evidence = evidence;
        this.events = new EventLog(clock, executor);
        events.append(event -> event.setFulfilment(Fulfilment.FULFILMENT_ACCEPTED)
                .setExecution(Execution.EXECUTION_PENDING)
                .setSettlement(Settlement.SETTLEMENT_NONE));
    }

    public Digest id() {
        return signed.digest();
    }

    public Request statement() {
        return signed.statement();
    }

    public EvidenceWanted evidence() {
        return evidence;
    }

    public EventLog events() {
        return events;
    }

    public Event newest() {
        return events.newest();
    }

    public boolean ended() {
        return events.ended();
    }

    /** What the enclave signed: of a request that was fulfilled, or whose program failed. */
    public synchronized Optional<TeeResult> result() {
        return Optional.ofNullable(result);
    }

    /** What an enclave is sent. */
    public synchronized EnclaveExecute execute() {
        return EnclaveExecute.newBuilder()
                .setRequest(Wire.toWire(signed))
                .setInput(input)
                .setFreshEvidence(evidence == EvidenceWanted.FRESH)
                .build();
    }

    /** Of the input while it is needed and the result once it is there. */
    public synchronized long sizeBytes() {
        return input.size() + (result == null ? 0 : result.getSerializedSize());
    }

    public boolean assigned() {
        return events.append(
                event -> event.setFulfilment(Fulfilment.FULFILMENT_ASSIGNED).setExecution(Execution.EXECUTION_PENDING));
    }

    /** An enclave's word on how far it is; ignored unless it moves on, so that it cannot fill the log. */
    public boolean progressed(Execution execution) {
        boolean known = execution == Execution.EXECUTION_FETCHING || execution == Execution.EXECUTION_RUNNING;
        return known
                && execution.getNumber() > newest().getExecution().getNumber()
                && events.append(event -> event.setExecution(execution));
    }

    /** Back in the line; the code says what went wrong with the last enclave. */
    public boolean waitsAgain(ErrorCode code, String detail) {
        return events.append(event -> event.setFulfilment(Fulfilment.FULFILMENT_ACCEPTED)
                .setExecution(Execution.EXECUTION_PENDING)
                .setCode(code.name())
                .setDetail(detail));
    }

    /** @return false if the request had ended already; then nothing changes. So do the others. */
    public synchronized boolean fulfilled(TeeResult verified) {
        return ended(
                events.append(event -> event.setFulfilment(Fulfilment.FULFILMENT_FULFILLED)
                        .setExecution(Execution.EXECUTION_SUCCEEDED)),
                verified);
    }

    /** The program ran and failed, which the result says under the enclave's signature. */
    public synchronized boolean programFailed(ErrorCode code, String detail, TeeResult verified) {
        return ended(
                events.append(event -> event.setFulfilment(Fulfilment.FULFILMENT_FAILED)
                        .setExecution(Execution.EXECUTION_FAILED)
                        .setCode(code.name())
                        .setDetail(detail)),
                verified);
    }

    public boolean failed(ErrorCode code, String detail) {
        return ended(Fulfilment.FULFILMENT_FAILED, code, detail);
    }

    public boolean expired(ErrorCode code, String detail) {
        return ended(Fulfilment.FULFILMENT_EXPIRED, code, detail);
    }

    public boolean cancelled() {
        return ended(Fulfilment.FULFILMENT_CANCELLED, ErrorCode.CANCELLED, "cancelled by the requester");
    }

    private synchronized boolean ended(Fulfilment how, ErrorCode code, String detail) {
        return ended(
                events.append(event -> event.setFulfilment(how)
                        .setExecution(stopped(event.getExecution()))
                        .setCode(code.name())
                        .setDetail(detail)),
                null);
    }

    private boolean ended(boolean now, @Nullable TeeResult made) {
        if (now) {
            result = made;
            input = ByteString.EMPTY;
        }
        return now;
    }

    private static Execution stopped(Execution execution) {
        return execution == Execution.EXECUTION_PENDING ? execution : Execution.EXECUTION_FAILED;
    }
}
