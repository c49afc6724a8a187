package dev.assay.enclave.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.HostPort;
import dev.assay.edge.Servers;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.AttachEnclaveRequest;
import dev.assay.proto.v1.AttachEnclaveResponse;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.proto.v1.EnclaveAdmitted;
import dev.assay.proto.v1.EnclaveCancel;
import dev.assay.proto.v1.EnclaveChallenge;
import dev.assay.proto.v1.EnclaveDrain;
import dev.assay.proto.v1.EnclaveExecute;
import dev.assay.proto.v1.EnclaveHello;
import dev.assay.proto.v1.EnclaveLinkGrpc;
import dev.assay.proto.v1.StatRequest;
import dev.assay.proto.v1.StatResponse;
import dev.assay.verification.Digest;
import dev.assay.verification.workload.Program;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The relay's end of the link on a loopback port: it admits whoever answers its challenge, and checks nothing. */
final class FakeRelay implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<Digest, byte[]> artifacts = new ConcurrentHashMap<>();
    private final BlockingQueue<Attached> attached = new LinkedBlockingQueue<>();
    private final SecureRandom random = new SecureRandom();
    private final Server server;

    /** @param port 0 for any */
    FakeRelay(int port) throws IOException, InterruptedException {
        server = bind(port, System.nanoTime() + PATIENCE.toNanos());
    }

    /** Nobody holds a port for the next relay: whoever dials this one meanwhile may get it as its own end for a moment. */
    private Server bind(int port, long endNanos) throws IOException, InterruptedException {
        while (true) {
            try {
                return Servers.listen(new HostPort("127.0.0.1", port), List.of(new Link(), new Artifacts()))
                        .build()
                        .start();
            } catch (IOException taken) {
                if (port == 0 || System.nanoTime() > endNanos) {
                    throw taken;
                }
                Thread.sleep(50);
            }
        }
    }

    HostPort address() {
        return new HostPort("127.0.0.1", server.getPort());
    }

    /** Publishes the module with limits; returns the workload's id. */
    Digest publish(byte[] module, Program.Limits limits) {
        Program program = new Program("test", Digest.sha256(module), limits);
        put(module);
        put(program.manifest());
        return program.id();
    }

    void put(byte[] artifact) {
        artifacts.put(Digest.sha256(artifact), artifact);
    }

    /** Gives other bytes than those that the digest names. */
    void corrupt(Digest digest, byte[] bytes) {
        artifacts.put(digest, bytes);
    }

    /** The next enclave that attaches. */
    Attached awaitAttached() throws InterruptedException {
        return Objects.requireNonNull(
                attached.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "no enclave attached in time");
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    /** One attached enclave. */
    static final class Attached {
        final Digest nonce;
        final EnclaveHello hello;
        private final StreamObserver<AttachEnclaveResponse> out;
        private final BlockingQueue<AttachEnclaveRequest> answers;

        Attached(
                Digest nonce,
                EnclaveHello hello,
                StreamObserver<AttachEnclaveResponse> out,
                BlockingQueue<AttachEnclaveRequest> answers) {
            this.nonce = nonce;
            this.hello = hello;
            this.out = out;
            this.answers = answers;
        }

        void execute(EnclaveExecute execute) {
            say(AttachEnclaveResponse.newBuilder().setExecute(execute));
        }

        void cancel(Digest id) {
            say(AttachEnclaveResponse.newBuilder()
                    .setCancel(EnclaveCancel.newBuilder().setRequestId(Wire.bytes(id))));
        }

        void drain() {
            say(AttachEnclaveResponse.newBuilder().setDrain(EnclaveDrain.getDefaultInstance()));
        }

        /** The next completed or failed. */
        AttachEnclaveRequest awaitAnswer() throws InterruptedException {
            return await(message -> message.hasCompleted() || message.hasFailed());
        }

        AttachEnclaveRequest awaitRunning() throws InterruptedException {
            return await(message -> message.hasProgress()
                    && message.getProgress().getExecution() == dev.assay.proto.v1.Execution.EXECUTION_RUNNING);
        }

        /** An empty message stands for the end of the stream. */
        void awaitEnd() throws InterruptedException {
            await(message -> message.equals(AttachEnclaveRequest.getDefaultInstance()));
        }

        AttachEnclaveRequest await(Predicate<AttachEnclaveRequest> wanted) throws InterruptedException {
            while (true) {
                AttachEnclaveRequest next = Objects.requireNonNull(
                        answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "no answer in time");
                if (wanted.test(next)) {
                    return next;
                }
            }
        }

        private void say(AttachEnclaveResponse.Builder message) {
            synchronized (out) {
                out.onNext(message.build());
            }
        }
    }

    private final class Link extends EnclaveLinkGrpc.EnclaveLinkImplBase {
        @Override
        public StreamObserver<AttachEnclaveRequest> attachEnclave(StreamObserver<AttachEnclaveResponse> out) {
            byte[] nonce = new byte[32];
            random.nextBytes(nonce);
            out.onNext(AttachEnclaveResponse.newBuilder()
                    .setChallenge(EnclaveChallenge.newBuilder().setNonce(ByteString.copyFrom(nonce)))
                    .build());
            return new Incoming(Digest.of(nonce), out);
        }
    }

    private final class Incoming implements StreamObserver<AttachEnclaveRequest> {
        private final Digest nonce;
        private final StreamObserver<AttachEnclaveResponse> out;
        private final BlockingQueue<AttachEnclaveRequest> answers = new LinkedBlockingQueue<>();

        Incoming(Digest nonce, StreamObserver<AttachEnclaveResponse> out) {
            this.nonce = nonce;
            this.out = out;
        }

        @Override
        public void onNext(AttachEnclaveRequest message) {
            if (!message.hasHello()) {
                answers.add(message);
                return;
            }
            synchronized (out) {
                out.onNext(AttachEnclaveResponse.newBuilder()
                        .setAdmitted(EnclaveAdmitted.newBuilder().setEnclaveId(Wire.bytes(nonce)))
                        .build());
            }
            attached.add(new Attached(nonce, message.getHello(), out, answers));
        }

        @Override
        public void onError(Throwable broken) {
            answers.add(AttachEnclaveRequest.getDefaultInstance());
        }

        @Override
        public void onCompleted() {
            answers.add(AttachEnclaveRequest.getDefaultInstance());
            out.onCompleted();
        }
    }

    private final class Artifacts extends ArtifactServiceGrpc.ArtifactServiceImplBase {
        @Override
        public void stat(StatRequest request, StreamObserver<StatResponse> out) {
            byte @Nullable [] bytes = artifacts.get(Wire.digest(request.getDigest()));
            out.onNext(StatResponse.newBuilder()
                    .setComplete(bytes != null)
                    .setSizeBytes(bytes == null ? 0 : bytes.length)
                    .build());
            out.onCompleted();
        }

        @Override
        public void download(DownloadRequest request, StreamObserver<DownloadResponse> out) {
            byte @Nullable [] bytes = artifacts.get(Wire.digest(request.getDigest()));
            if (bytes == null) {
                throw new Failure(ErrorCode.ARTIFACT_MISSING, "not here");
            }
            int offset = (int) request.getOffset();
            out.onNext(DownloadResponse.newBuilder()
                    .setChunk(ByteString.copyFrom(bytes, offset, bytes.length - offset))
                    .build());
            out.onCompleted();
        }
    }
}
