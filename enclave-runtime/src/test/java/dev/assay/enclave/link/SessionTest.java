package dev.assay.enclave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.edge.Channels;
import dev.assay.edge.HostPort;
import dev.assay.enclave.attest.EnclaveIdentity;
import dev.assay.enclave.attest.SimulatedAttester;
import dev.assay.proto.v1.AttachEnclaveRequest;
import dev.assay.proto.v1.AttachEnclaveResponse;
import dev.assay.proto.v1.EnclaveAdmitted;
import dev.assay.sandbox.WasmEngine;
import dev.assay.verification.sign.SigningDomain;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Else what closes the link would stop half way, and leave its connection open. */
    @Test
    void outlivesAStreamThatFailsWhateverIsAskedOfIt() throws Exception {
        ManagedChannel channel = Channels.connect(new HostPort("127.0.0.1", 1));
        try {
            Session session = session(channel);
            FailingStream stream = new FailingStream();
            session.beforeStart(stream);
            session.onNext(AttachEnclaveResponse.newBuilder()
                    .setAdmitted(EnclaveAdmitted.getDefaultInstance())
                    .build());
            session.heartbeat();
            session.drain();
            session.abort();
            assertEquals(3, stream.asked.get());
            assertFalse(session.ended().isDone());
        } finally {
            channel.shutdownNow();
        }
    }

    private Session session(ManagedChannel channel) throws Exception {
        InstantSource clock = InstantSource.system();
        SigningDomain domain = Requester.DOMAIN;
        EnclaveIdentity identity =
                EnclaveIdentity.create(SimulatedAttester.open(folder, clock), Duration.ofHours(1), clock);
        Programs programs = new Programs(channel, folder.resolve("artifacts"), clock);
        Execution execution = new Execution(new WasmEngine(), programs, domain, clock, 1 << 20);
        Session.Shared shared = new Session.Shared(execution, domain, clock, 1, new Semaphore(1), 0, "test");
        return new Session(Tenure.of(identity, clock), shared, () -> {});
    }

    /** As the library does when a thread pool refuses what its own listener was to be told. */
    private static final class FailingStream extends ClientCallStreamObserver<AttachEnclaveRequest> {
        private final AtomicInteger asked = new AtomicInteger();

        private void fail() {
            asked.incrementAndGet();
            throw Status.UNKNOWN.withDescription("planted").asRuntimeException();
        }

        @Override
        public void onNext(AttachEnclaveRequest message) {
            fail();
        }

        @Override
        public void onError(Throwable broken) {
            fail();
        }

        @Override
        public void onCompleted() {
            fail();
        }

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {
            fail();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}
    }
}
