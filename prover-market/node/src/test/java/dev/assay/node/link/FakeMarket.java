package dev.assay.node.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorInterceptor;
import dev.assay.edge.HostPort;
import dev.assay.edge.Servers;
import dev.assay.edge.Wire;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.AttachNodeResponse;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.proto.v1.NodeChallenge;
import dev.assay.proto.v1.NodeLinkGrpc;
import dev.assay.proto.v1.NodeWelcome;
import dev.assay.proto.v1.StatRequest;
import dev.assay.proto.v1.StatResponse;
import dev.assay.verification.Digest;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A market in so far as a node sees one: a test speaks its part of the stream. */
final class FakeMarket implements AutoCloseable {

    static final Digest NONCE = Digest.sha256(new byte[] {7});

    private final ArtifactFolder artifacts;
    private final Server server;
    private final BlockingQueue<AttachNodeRequest> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<StreamObserver<AttachNodeResponse>> streams = new LinkedBlockingQueue<>();
    private volatile @Nullable StreamObserver<AttachNodeResponse> stream;

    FakeMarket(ArtifactFolder artifacts, int port) throws IOException {
        this.artifacts = artifacts;
        this.server = Servers.bare(new HostPort("127.0.0.1", port))
                .addService(new Link())
                .addService(ServerInterceptors.intercept(new Artifacts(), new ErrorInterceptor()))
                .build()
                .start();
    }

    HostPort address() {
        return new HostPort("127.0.0.1", server.getPort());
    }

    /** Waits for a node to attach and challenges it. */
    void challenge() throws InterruptedException {
        stream = streams.poll(20, TimeUnit.SECONDS);
        send(AttachNodeResponse.newBuilder()
                .setChallenge(NodeChallenge.newBuilder().setNonce(Wire.bytes(NONCE)))
                .build());
    }

    void welcome() {
        send(AttachNodeResponse.newBuilder()
                .setWelcome(NodeWelcome.newBuilder().setHeartbeatMillis(100))
                .build());
    }

    void send(AttachNodeResponse message) {
        StreamObserver<AttachNodeResponse> to = stream;
        if (to == null) {
            throw new IllegalStateException("no node attached");
        }
        to.onNext(message);
    }

    void breakStream() {
        StreamObserver<AttachNodeResponse> to = stream;
        if (to != null) {
            to.onCompleted();
        }
    }

    /** The next message of the kind; others are passed over. */
    AttachNodeRequest await(Predicate<AttachNodeRequest> kind) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            AttachNodeRequest message = received.poll(1, TimeUnit.SECONDS);
            if (message != null && kind.test(message)) {
                return message;
            }
        }
        throw new AssertionError("the node did not send it");
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow();
        server.awaitTermination(5, TimeUnit.SECONDS);
    }

    private final class Link extends NodeLinkGrpc.NodeLinkImplBase {
        @Override
        public StreamObserver<AttachNodeRequest> attachNode(StreamObserver<AttachNodeResponse> out) {
            streams.add(out);
            return new StreamObserver<>() {
                @Override
                public void onNext(AttachNodeRequest message) {
                    received.add(message);
                }

                @Override
                public void onError(Throwable thrown) {}

                @Override
                public void onCompleted() {
                    out.onCompleted();
                }
            };
        }
    }

    private final class Artifacts extends ArtifactServiceGrpc.ArtifactServiceImplBase {
        @Override
        public void stat(StatRequest request, StreamObserver<StatResponse> out) {
            try {
                Digest digest = Wire.digest(request.getDigest());
                StatResponse.Builder answer = StatResponse.newBuilder().setComplete(artifacts.has(digest));
                if (artifacts.has(digest)) {
                    answer.setSizeBytes(Files.size(artifacts.path(digest)));
                }
                out.onNext(answer.build());
                out.onCompleted();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void download(DownloadRequest request, StreamObserver<DownloadResponse> out) {
            try {
                byte[] bytes = artifacts.read(Wire.digest(request.getDigest()), 1 << 30);
                for (int at = (int) request.getOffset(); at < bytes.length; at += 100_000) {
                    out.onNext(DownloadResponse.newBuilder()
                            .setChunk(ByteString.copyFrom(bytes, at, Math.min(100_000, bytes.length - at)))
                            .build());
                }
                out.onCompleted();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
