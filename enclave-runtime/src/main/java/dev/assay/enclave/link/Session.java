package dev.assay.enclave.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.AttachEnclaveRequest;
import dev.assay.proto.v1.AttachEnclaveResponse;
import dev.assay.proto.v1.EnclaveChallenge;
import dev.assay.proto.v1.EnclaveExecute;
import dev.assay.proto.v1.EnclaveHeartbeat;
import dev.assay.proto.v1.EnclaveHello;
import dev.assay.proto.v1.EnclaveProgress;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream to the relay, for one identity: answers challenges, works on requests, sends what they came to. */
final class Session implements ClientResponseObserver<AttachEnclaveRequest, AttachEnclaveResponse> {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    /**
     * What all sessions share.
     *
     * @param seats requests that may run at the same time, over all sessions
     */
    record Shared(
            Execution execution,
            SigningDomain domain,
            InstantSource clock,
            int capacity,
            Semaphore seats,
            long priceMicros,
            String version) {}

    private final Tenure tenure;
    private final Shared shared;
    private final Runnable onAdmitted;
    private final CompletableFuture<Failure> ended = new CompletableFuture<>();
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Object sending = new Object();
    private @Nullable ClientCallStreamObserver<AttachEnclaveRequest> stream;
    private volatile boolean admitted;
    private volatile boolean draining;

    Session(Tenure tenure, Shared shared, Runnable onAdmitted) {
        this.tenure = tenure;
        this.shared = shared;
        this.onAdmitted = onAdmitted;
    }

    Tenure tenure() {
        return tenure;
    }

    /** Completes when the stream is over, with the reason and never exceptionally. */
    CompletableFuture<Failure> ended() {
        return ended;
    }

    boolean admitted() {
        return admitted && !ended.isDone();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<AttachEnclaveRequest> opened) {
        synchronized (sending) {
            stream = opened;
        }
    }

    @Override
    public void onNext(AttachEnclaveResponse message) {
        switch (message.getMessageCase()) {
            case CHALLENGE -> hello(message.getChallenge());
            case ADMITTED -> welcome();
            case EXECUTE -> begin(message.getExecute());
            case CANCEL ->
                tenure.answers().cancel(Wire.digest(message.getCancel().getRequestId()));
            case DRAIN -> drain();
            case MESSAGE_NOT_SET -> log.debug("the relay said something that this version does not know");
        }
    }

    @Override
    public void onError(Throwable broken) {
        ended.complete(Failure.of(broken));
    }

    @Override
    public void onCompleted() {
        ended.complete(new Failure(ErrorCode.UNAVAILABLE, "the relay closed the link"));
    }

    void heartbeat() {
        if (admitted()) {
            send(AttachEnclaveRequest.newBuilder()
                    .setHeartbeat(EnclaveHeartbeat.newBuilder().setInFlight(workers.size()))
                    .build());
        }
    }

    /** Takes nothing new; the stream closes when the last answer is sent. */
    void drain() {
        draining = true;
        closeIfIdle();
    }

    /** Stops what runs and breaks the stream off. */
    void abort() {
        workers.forEach(Thread::interrupt);
        onStream(open -> open.cancel("the enclave stops", null));
    }

    private void hello(EnclaveChallenge challenge) {
        if (draining) {
            return;
        }
        byte[] evidence =
                tenure.identity().evidence(Wire.digest(challenge.getNonce())).document();
        send(AttachEnclaveRequest.newBuilder()
                .setHello(EnclaveHello.newBuilder()
                        .setEvidence(ByteString.copyFrom(evidence))
                        .setCapacity(shared.capacity())
                        .setVersion(shared.version())
                        .setPriceMicros(shared.priceMicros()))
                .build());
    }

    private void welcome() {
        admitted = true;
        log.info("admitted as {}", tenure.identity().address());
        onAdmitted.run();
    }

    private void begin(EnclaveExecute execute) {
        Thread worker = Thread.ofVirtual().name("request").unstarted(() -> work(execute));
        workers.add(worker);
        worker.start();
    }

    private void work(EnclaveExecute execute) {
        try {
            Digest id = Wire.fromWire(execute.getRequest()).digest(shared.domain());
            long startNanos = System.nanoTime();
            Answer answer = answer(execute, id);
            send(answer.toWire(id));
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
            log.info("request {}: {} in {} ms", id.shortHex(), answer.code(), took.toMillis());
        } catch (Failure malformed) {
            // It has no id that an answer could name.
            log.warn("the relay sent a malformed request: {}", malformed.code());
        } finally {
            workers.remove(Thread.currentThread());
            closeIfIdle();
        }
    }

    private Answer answer(EnclaveExecute execute, Digest id) {
        if (draining) {
            return new Answer.Refused(new Failure(ErrorCode.OVERLOADED, "the enclave is about to leave"));
        }
        try {
            Job job = Job.check(execute, shared.domain(), shared.clock().instant());
            return tenure.answers().once(id, job.request().deadline(), () -> seated(job));
        } catch (Failure refused) {
            return new Answer.Refused(refused);
        } catch (RuntimeException e) {
            log.error("request {}: a fault of the enclave", id.shortHex(), e);
            return new Answer.Refused(new Failure(ErrorCode.INTERNAL, "a fault of the enclave"));
        }
    }

    private Answer seated(Job job) {
        if (!shared.seats().tryAcquire()) {
            return new Answer.Refused(
                    new Failure(ErrorCode.OVERLOADED, "the enclave runs " + shared.capacity() + " requests already"));
        }
        try {
            progress(job.id(), dev.assay.proto.v1.Execution.EXECUTION_FETCHING);
            return shared.execution()
                    .run(
                            job,
                            tenure.identity(),
                            () -> progress(job.id(), dev.assay.proto.v1.Execution.EXECUTION_RUNNING));
        } finally {
            shared.seats().release();
        }
    }

    private void progress(Digest id, dev.assay.proto.v1.Execution execution) {
        send(AttachEnclaveRequest.newBuilder()
                .setProgress(EnclaveProgress.newBuilder()
                        .setRequestId(Wire.bytes(id))
                        .setExecution(execution))
                .build());
    }

    private void closeIfIdle() {
        if (!draining || !workers.isEmpty()) {
            return;
        }
        if (!ended.isDone()) {
            onStream(ClientCallStreamObserver::onCompleted);
        }
    }

    /** Messages of all threads, one at a time. What does not go out any more is asked for again by the relay. */
    private void send(AttachEnclaveRequest message) {
        if (!ended.isDone()) {
            onStream(open -> open.onNext(message));
        }
    }

    /** One thread at a time. What breaks under it is nothing to whoever used it: the end of the stream is told by {@link #ended}. */
    private void onStream(Consumer<ClientCallStreamObserver<AttachEnclaveRequest>> use) {
        synchronized (sending) {
            if (stream == null) {
                return;
            }
            try {
                use.accept(stream);
            } catch (IllegalStateException closed) {
                log.trace("closed before", closed);
            } catch (RuntimeException broken) {
                log.warn("the stream to the relay broke", broken);
            }
        }
    }
}
