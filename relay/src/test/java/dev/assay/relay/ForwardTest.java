package dev.assay.relay;

import static dev.assay.relay.Await.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Wire;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.proto.v1.GetBalanceRequest;
import dev.assay.proto.v1.ListCircuitsRequest;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.StatRequest;
import dev.assay.verification.Digest;
import io.grpc.Metadata;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardTest {

    private static byte[] random(int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void uploadsAndDownloadsSeveralMegabytesThroughTheRelay(@TempDir Path folder) throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            byte[] bytes = random(9 << 20);
            ArtifactClient client = new ArtifactClient(relay.channel);
            Digest digest = client.upload(bytes);
            assertEquals(ByteString.copyFrom(bytes), market.artifacts.get(Wire.bytes(digest)));
            ArtifactFolder local = new ArtifactFolder(folder);
            assertArrayEquals(bytes, client.download(digest, local, bytes.length));
        }
    }

    @Test
    void slowReaderStopsTheMarketAndNotTheRelaysMemory() throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            byte[] bytes = random(64 << 20);
            ByteString digest = Wire.bytes(Digest.sha256(bytes));
            market.artifacts.put(digest, ByteString.copyFrom(bytes));
            SlowStream<DownloadRequest, DownloadResponse> slow = new SlowStream<>();
            ArtifactServiceGrpc.newStub(relay.channel)
                    .download(DownloadRequest.newBuilder().setDigest(digest).build(), slow);
            slow.ask(1);
            Await.until("the first chunk", () -> slow.received.size() == 1);
            Thread.sleep(500);
            int sent = market.chunksSent.get();
            assertTrue(sent < 64, "the market has sent " + sent + " of 256 chunks to a reader that took one");
            slow.cancel();
            assertTrue(market.cancelled.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void deadlineAndCancellationReachTheMarket() throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            GetBalanceRequest request = GetBalanceRequest.newBuilder()
                    .setAddress(ByteString.copyFrom(new byte[20]))
                    .build();
            assertFails(
                    ErrorCode.EXPIRED,
                    () -> MarketServiceGrpc.newBlockingStub(relay.channel)
                            .withDeadlineAfter(700, TimeUnit.MILLISECONDS)
                            .getBalance(request));
            assertTrue(market.millisLeft.get(10, TimeUnit.SECONDS) <= 700);
            assertTrue(market.cancelled.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void failuresOfTheMarketKeepTheirCode() throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            DownloadRequest missing = DownloadRequest.newBuilder()
                    .setDigest(ByteString.copyFrom(new byte[32]))
                    .build();
            assertFails(
                    ErrorCode.ARTIFACT_MISSING,
                    () -> ArtifactServiceGrpc.newBlockingStub(relay.channel)
                            .download(missing)
                            .next());
            assertFails(
                    ErrorCode.INVALID_REQUEST,
                    () -> ArtifactServiceGrpc.newBlockingStub(relay.channel).stat(StatRequest.getDefaultInstance()));
            assertFails(
                    ErrorCode.NOT_SUPPORTED,
                    () -> MarketServiceGrpc.newBlockingStub(relay.channel)
                            .listCircuits(ListCircuitsRequest.getDefaultInstance()));
        }
    }

    @Test
    void passesOnlyHeadersOfTheList() throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            Metadata.Key<String> trace = Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
            Metadata.Key<String> secret = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
            Metadata sent = new Metadata();
            sent.put(trace, "00-trace");
            sent.put(secret, "a secret");
            ArtifactServiceGrpc.newBlockingStub(relay.channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(sent))
                    .stat(StatRequest.newBuilder()
                            .setDigest(ByteString.copyFrom(new byte[32]))
                            .build());
            Metadata received = market.headers.getLast();
            assertEquals("00-trace", received.get(trace));
            assertFalse(received.containsKey(secret));
        }
    }

    @Test
    void saysThatThereIsNoMarket() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            String detail = assertFails(
                            ErrorCode.UNAVAILABLE,
                            () -> MarketServiceGrpc.newBlockingStub(relay.channel)
                                    .listCircuits(ListCircuitsRequest.getDefaultInstance()))
                    .detail();
            assertTrue(detail.contains("no market"), detail);
        }
    }

    @Test
    void saysThatTheMarketIsDownWithoutNamingItsAddress() throws Exception {
        FakeMarket market = new FakeMarket();
        market.close();
        try (TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            assertEquals(
                    "the market is not reachable now",
                    assertFails(
                                    ErrorCode.UNAVAILABLE,
                                    () -> MarketServiceGrpc.newBlockingStub(relay.channel)
                                            .listCircuits(ListCircuitsRequest.getDefaultInstance()))
                            .detail());
        }
    }

    @Test
    void reportsItsHealth() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            assertEquals(
                    ServingStatus.SERVING,
                    HealthGrpc.newBlockingStub(relay.channel)
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus());
        }
    }
}
