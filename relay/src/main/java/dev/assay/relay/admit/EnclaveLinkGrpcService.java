package dev.assay.relay.admit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.proto.v1.AttachEnclaveRequest;
import dev.assay.proto.v1.AttachEnclaveResponse;
import dev.assay.proto.v1.EnclaveLinkGrpc;
import dev.assay.relay.route.Answers;
import dev.assay.relay.route.Router;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;

/** The service that enclave runtimes dial: one stream is one enclave. */
public final class EnclaveLinkGrpcService extends EnclaveLinkGrpc.EnclaveLinkImplBase {

    /** What every stream shares. */
    record Shared(
            Admission admission,
            Router router,
            Answers answers,
            AttachLimits limits,
            InstantSource clock,
            ScheduledExecutorService timers,
            Executor executor,
            SecureRandom random) {}

    private final Shared shared;
    private final Semaphore seats;

    public EnclaveLinkGrpcService(
            Admission admission,
            Router router,
            Answers answers,
            AttachLimits limits,
            InstantSource clock,
            ScheduledExecutorService timers,
            Executor executor) {
        this.shared = new Shared(admission, router, answers, limits, clock, timers, executor, new SecureRandom());
        this.seats = new Semaphore(limits.enclaves());
    }

    @Override
    public StreamObserver<AttachEnclaveRequest> attachEnclave(StreamObserver<AttachEnclaveResponse> responses) {
        if (!seats.tryAcquire()) {
            throw new Failure(ErrorCode.OVERLOADED, "as many enclaves are attached as may be");
        }
        EnclaveSession session =
                new EnclaveSession((ServerCallStreamObserver<AttachEnclaveResponse>) responses, shared, seats::release);
        session.challenge();
        return session;
    }
}
