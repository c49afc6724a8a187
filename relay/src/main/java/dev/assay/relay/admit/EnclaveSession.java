package dev.assay.relay.admit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.AttachEnclaveRequest;
import dev.assay.proto.v1.AttachEnclaveResponse;
import dev.assay.proto.v1.EnclaveChallenge;
import dev.assay.proto.v1.EnclaveHello;
import dev.assay.relay.route.Enclave;
import dev.assay.verification.Digest;
import dev.assay.verification.evidence.EnclaveKeys;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One enclave's stream: a challenge, a hello, then answers, and from time to time another challenge. The gRPC library
 * calls it from one thread at a time, and reads no further until it returns.
 */
final class EnclaveSession implements StreamObserver<AttachEnclaveRequest> {

    private static final Logger log = LoggerFactory.getLogger(EnclaveSession.class);
    private static final Duration SHORTEST_KEYS = Duration.ofSeconds(5);

    private final EnclaveLinkGrpcService.Shared shared;
    private final AttachLimits limits;
    private final Mailbox mailbox;
    private final Nonces nonces;
    private final Runnable onEnd;
    private volatile Instant lastHeard;
    private volatile @Nullable Enclave enclave;
    private volatile boolean ended;

    /** @param onEnd runs once, whatever ends the stream */
    EnclaveSession(
            ServerCallStreamObserver<AttachEnclaveResponse> stream,
            EnclaveLinkGrpcService.Shared shared,
            Runnable onEnd) {
        this.shared = shared;
        this.limits = shared.limits();
        this.mailbox = new Mailbox(stream, shared.executor());
        this.nonces = new Nonces(shared.random());
        this.onEnd = onEnd;
        this.lastHeard = shared.clock().instant();
        stream.setOnReadyHandler(mailbox::wake);
        stream.setOnCancelHandler(() -> gone("its stream broke"));
        stream.setOnCloseHandler(() -> gone("its stream was closed"));
    }

    void challenge() {
        Digest nonce = nonces.next();
        EnclaveChallenge challenge =
                EnclaveChallenge.newBuilder().setNonce(Wire.bytes(nonce)).build();
        mailbox.post(AttachEnclaveResponse.newBuilder().setChallenge(challenge));
        later(limits.answerWithin(), () -> unanswered(nonce));
    }

    @Override
    public void onNext(AttachEnclaveRequest message) {
        lastHeard = shared.clock().instant();
        try {
            handle(message);
        } catch (Failure failure) {
            log.warn("an enclave is turned away: {}", failure.toString());
            end(failure);
        }
    }

    @Override
    public void onError(Throwable broken) {
        gone("its stream broke");
    }

    @Override
    public void onCompleted() {
        leave("it closed its stream");
        mailbox.close();
    }

    private void handle(AttachEnclaveRequest message) {
        switch (message.getMessageCase()) {
            case HELLO -> hello(message.getHello());
            case PROGRESS ->
                shared.router()
                        .progressed(
                                admitted(),
                                Wire.digest(message.getProgress().getRequestId()),
                                message.getProgress().getExecution());
            case COMPLETED -> shared.answers().completed(admitted(), message.getCompleted());
            case FAILED -> shared.answers().failed(admitted(), message.getFailed());
            case HEARTBEAT -> admitted();
            case MESSAGE_NOT_SET -> throw new Failure(ErrorCode.INVALID_REQUEST, "an empty message");
        }
    }

    private Enclave admitted() {
        Enclave known = enclave;
        if (known == null) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "hello comes first");
        }
        return known;
    }

    private void hello(EnclaveHello hello) {
        EnclaveKeys keys = shared.admission().admit(hello.getEvidence(), nonces.take());
        Digest id = Digest.sha256(keys.signingKey());
        Enclave known = enclave;
        if (known == null) {
            admit(id, keys, hello);
        } else if (known.id().equals(id)) {
            shared.router().refresh(known, hello.getEvidence());
        } else {
            throw new Failure(ErrorCode.EVIDENCE_REJECTED, "the newer evidence is of another key: attach again");
        }
        later(untilNextChallenge(keys), this::challenge);
    }

    private void admit(Digest id, EnclaveKeys keys, EnclaveHello hello) {
        int capacity = Math.min(hello.getCapacity(), limits.capacity());
        Instant now = shared.clock().instant();
        Enclave admitted = new Enclave(
                new Enclave.Attested(id, keys.address(), hello.getEvidence(), now, capacity, hello.getPriceMicros()),
                new EnclaveOutbox(id, mailbox, this::end));
        enclave = admitted;
        shared.router().join(admitted);
        listen();
        log.info("enclave {} admitted: {} at a time", id.shortHex(), capacity);
    }

    /** Keys that have ended are good for as long as clocks may differ: that is no reason to ask without a pause. */
    private Duration untilNextChallenge(EnclaveKeys keys) {
        Duration left = Duration.between(shared.clock().instant(), keys.notAfter());
        Duration keysLeft = left.compareTo(SHORTEST_KEYS) < 0 ? SHORTEST_KEYS : left;
        return keysLeft.compareTo(limits.evidenceAge()) < 0 ? keysLeft : limits.evidenceAge();
    }

    private void unanswered(Digest nonce) {
        if (!nonces.withdraw(nonce)) {
            return;
        }
        Enclave known = enclave;
        if (known == null) {
            end(new Failure(ErrorCode.EXPIRED, "no evidence came within " + limits.answerWithin()));
        } else {
            shared.router().retire(known);
            later(limits.grace(), () -> end(new Failure(ErrorCode.EVIDENCE_REJECTED, "no newer evidence came")));
        }
    }

    /** Ends the stream when nothing was heard for too long. */
    private void listen() {
        Duration silent = Duration.between(lastHeard, shared.clock().instant());
        if (silent.compareTo(limits.silence()) > 0) {
            end(new Failure(ErrorCode.EXPIRED, "nothing was heard for " + silent));
        } else {
            later(limits.silence().dividedBy(4), this::listen);
        }
    }

    private void end(Failure why) {
        mailbox.close(why);
        leave(why.detail());
    }

    private void gone(String why) {
        mailbox.abandon();
        leave(why);
    }

    private void leave(String why) {
        if (ending()) {
            Enclave known = enclave;
            if (known != null) {
                log.info("enclave {} left: {}", known.id().shortHex(), why);
                shared.router().leave(known, why);
            }
            onEnd.run();
        }
    }

    private synchronized boolean ending() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    private void later(Duration delay, Runnable step) {
        Runnable unlessEnded = () -> {
            if (!ended) {
                step.run();
            }
        };
        shared.timers().schedule(unlessEnded, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
