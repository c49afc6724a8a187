package dev.assay.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.proto.v1.StatRequest;
import dev.assay.proto.v1.StatResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServersTest {

    private final Faulty service = new Faulty();
    private Server server;
    private ManagedChannel channel;

    /** Fails in the way that the digest's first byte says. */
    private static final class Faulty extends ArtifactServiceGrpc.ArtifactServiceImplBase {
        @Override
        public void stat(StatRequest request, StreamObserver<StatResponse> out) {
            switch (request.getDigest().byteAt(0)) {
                case 1 -> throw new Failure(ErrorCode.ARTIFACT_MISSING, "thrown");
                case 2 -> out.onError(new Failure(ErrorCode.ARTIFACT_MISSING, "handed over"));
                case 3 -> throw new IllegalStateException("the password is swordfish");
                default -> {
                    out.onNext(StatResponse.getDefaultInstance());
                    out.onCompleted();
                }
            }
        }

        @Override
        public void download(DownloadRequest request, StreamObserver<DownloadResponse> out) {
            out.onNext(DownloadResponse.getDefaultInstance());
            throw new Failure(ErrorCode.ARTIFACT_CORRUPT, "in the middle");
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = Servers.listen(new HostPort("127.0.0.1", 0), List.of(service))
                .build()
                .start();
        channel = Channels.connect(new HostPort("127.0.0.1", server.getPort()));
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void answers() {
        assertEquals(StatResponse.getDefaultInstance(), stat(0, 32));
    }

    @Test
    void refusesAMessageThatBreaksARuleAndNamesTheField() {
        Failure failure = failure(0, 31);
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertTrue(failure.detail().startsWith("digest:"), failure.detail());
    }

    @Test
    void carriesTheCodeOfAFailure() {
        assertEquals(ErrorCode.ARTIFACT_MISSING, failure(1, 32).code());
        assertEquals("thrown", failure(1, 32).detail());
        assertEquals("handed over", failure(2, 32).detail());
    }

    @Test
    void tellsNothingOfAFaultOfOurs() {
        Failure failure = failure(3, 32);
        assertEquals(ErrorCode.INTERNAL, failure.code());
        assertTrue(!failure.detail().contains("swordfish"), failure.detail());
    }

    @Test
    void carriesAFailureAfterTheFirstMessage() {
        var chunks = ArtifactServiceGrpc.newBlockingStub(channel)
                .download(DownloadRequest.newBuilder()
                        .setDigest(ByteString.copyFrom(new byte[32]))
                        .build());
        chunks.next();
        assertEquals(
                ErrorCode.ARTIFACT_CORRUPT,
                Failure.of(assertThrows(RuntimeException.class, chunks::hasNext))
                        .code());
    }

    private StatResponse stat(int first, int size) {
        byte[] digest = new byte[size];
        digest[0] = (byte) first;
        return ArtifactServiceGrpc.newBlockingStub(channel)
                .stat(StatRequest.newBuilder()
                        .setDigest(ByteString.copyFrom(digest))
                        .build());
    }

    private Failure failure(int first, int size) {
        return Failure.of(assertThrows(RuntimeException.class, () -> stat(first, size)));
    }
}
