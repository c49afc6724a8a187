package dev.assay.edge;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.StatRequest;
import dev.assay.proto.v1.StatResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private static final class Empty extends ArtifactServiceGrpc.ArtifactServiceImplBase {
        @Override
        public void stat(StatRequest request, StreamObserver<StatResponse> out) {
            out.onNext(StatResponse.getDefaultInstance());
            out.onCompleted();
        }
    }

    /** Long enough that the library by itself would wait for more than a second more. */
    private static final Duration OUTAGE = Duration.ofMillis(3_500);

    @Test
    void noticesSoonThatThePeerIsBack() throws Exception {
        HostPort peer = new HostPort("127.0.0.1", unusedPort());
        ManagedChannel channel = Channels.connect(peer, Duration.ofMillis(100));
        assertThrows(RuntimeException.class, () -> stat(channel));
        Thread.sleep(OUTAGE.toMillis());
        Server server = Servers.listen(peer, List.of(new Empty())).build().start();
        try {
            Thread.sleep(500);
            assertTrue(stat(channel).getSizeBytes() == 0);
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }

    private static StatResponse stat(ManagedChannel channel) {
        return ArtifactServiceGrpc.newBlockingStub(channel)
                .stat(StatRequest.newBuilder()
                        .setDigest(ByteString.copyFrom(new byte[32]))
                        .build());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
