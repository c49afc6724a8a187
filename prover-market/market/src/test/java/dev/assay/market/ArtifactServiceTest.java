package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.Channels;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.HostPort;
import dev.assay.edge.Servers;
import dev.assay.edge.Wire;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.market.artifact.ArtifactGrpcService;
import dev.assay.market.artifact.ArtifactStore;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.UploadHeader;
import dev.assay.proto.v1.UploadRequest;
import dev.assay.proto.v1.UploadResponse;
import dev.assay.verification.Digest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactServiceTest {

    private static final long MAX_BYTES = 4 << 20;
    private static final long MAX_STORE_BYTES = 6 << 20;

    @TempDir
    private Path temporary = Path.of("");

    private @Nullable Server server;
    private @Nullable ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        ArtifactStore store = new ArtifactStore(temporary.resolve("server"), MAX_STORE_BYTES);
        Server started = Servers.listen(
                        new HostPort("127.0.0.1", 0), List.of(new ArtifactGrpcService(store, MAX_BYTES)))
                .build()
                .start();
        server = started;
        channel = Channels.connect(new HostPort("127.0.0.1", started.getPort()));
    }

    @AfterEach
    void stop() {
        channel().shutdownNow();
        Objects.requireNonNull(server).shutdownNow();
    }

    private ManagedChannel channel() {
        return Objects.requireNonNull(channel);
    }

    private static byte[] random(int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        new Random(sizeBytes).nextBytes(bytes);
        return bytes;
    }

    /** An upload by hand. */
    private final class Hand implements StreamObserver<UploadResponse> {
        private final CompletableFuture<Long> answer = new CompletableFuture<>();
        private final StreamObserver<UploadRequest> out =
                ArtifactServiceGrpc.newStub(channel()).upload(this);

        Hand header(Digest digest, long sizeBytes, long offset) {
            out.onNext(UploadRequest.newBuilder()
                    .setHeader(UploadHeader.newBuilder()
                            .setDigest(Wire.bytes(digest))
                            .setSizeBytes(sizeBytes)
                            .setOffset(offset))
                    .build());
            return this;
        }

        Hand chunk(byte[] bytes) {
            out.onNext(UploadRequest.newBuilder()
                    .setChunk(ByteString.copyFrom(bytes))
                    .build());
            return this;
        }

        long complete() {
            out.onCompleted();
            return answer.orTimeout(5, TimeUnit.SECONDS).join();
        }

        ErrorCode failure() {
            CompletionException thrown = assertThrows(
                    CompletionException.class,
                    () -> answer.orTimeout(5, TimeUnit.SECONDS).join());
            return Failure.of(Objects.requireNonNull(thrown.getCause())).code();
        }

        @Override
        public void onNext(UploadResponse response) {
            answer.complete(response.getSizeBytes());
        }

        @Override
        public void onError(Throwable thrown) {
            answer.completeExceptionally(thrown);
        }

        @Override
        public void onCompleted() {}
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        byte[] bytes = random(3_000_000);
        ArtifactClient client = new ArtifactClient(channel());
        Digest digest = client.upload(bytes);
        assertTrue(client.has(digest));
        ArtifactFolder folder = new ArtifactFolder(temporary.resolve("client"));
        assertArrayEquals(bytes, client.download(digest, folder, (int) MAX_BYTES));
        assertEquals(digest, client.upload(bytes), "again");
    }

    @Test
    void keepsAnEmptyArtifact() throws IOException {
        ArtifactClient client = new ArtifactClient(channel());
        assertTrue(client.has(client.upload(new byte[0])));
    }

    @Test
    void goesOnWhereABrokenUploadStopped() throws Exception {
        byte[] bytes = random(600_000);
        Digest digest = Digest.sha256(bytes);
        Hand broken = new Hand().header(digest, bytes.length, 0).chunk(Arrays.copyOf(bytes, 200_000));
        breakOff(broken, digest, 200_000);
        Hand resumed = new Hand().header(digest, bytes.length, 200_000);
        resumed.chunk(Arrays.copyOfRange(bytes, 200_000, 300_000));
        breakOff(resumed, digest, 300_000);
        new ArtifactClient(channel()).upload(bytes);
        assertTrue(new ArtifactClient(channel()).has(digest));
    }

    /** Cuts the line after so many bytes have arrived; they stay. */
    private void breakOff(Hand upload, Digest digest, long sizeBytes) throws Exception {
        awaitArriving(sizeBytes);
        upload.out.onError(new IOException("the line is cut"));
        awaitPartial(digest, sizeBytes);
    }

    private void awaitArriving(long sizeBytes) throws Exception {
        for (int i = 0; i < 250; i++) {
            try (var files = Files.list(temporary.resolve("server/partial"))) {
                if (files.anyMatch(file -> file.toFile().length() == sizeBytes)) {
                    return;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no upload has come that far");
    }

    private void awaitPartial(Digest digest, long sizeBytes) throws Exception {
        ArtifactFolder folder = new ArtifactFolder(temporary.resolve("server"));
        for (int i = 0; i < 250 && folder.partialSizeBytes(digest) < sizeBytes; i++) {
            Thread.sleep(20);
        }
        assertEquals(sizeBytes, folder.partialSizeBytes(digest));
    }

    /** An upload needs no key, so a stranger's must be able to do nothing to another's of the same artifact. */
    @Test
    void uploadsOfTheSameArtifactDoNotTouchEachOther() throws Exception {
        byte[] bytes = random(300_000);
        Digest digest = Digest.sha256(bytes);
        Hand honest = new Hand().header(digest, bytes.length, 0).chunk(Arrays.copyOf(bytes, 100_000));
        awaitArriving(100_000);
        Hand stranger = new Hand().header(digest, bytes.length, 0).chunk(new byte[50_000]);
        awaitArriving(50_000);
        Hand liar = new Hand().header(digest, 10, 0).chunk(new byte[10]);
        assertThrows(CompletionException.class, liar::complete);
        assertEquals(ErrorCode.ARTIFACT_CORRUPT, liar.failure());
        honest.chunk(Arrays.copyOfRange(bytes, 100_000, bytes.length));
        assertEquals(bytes.length, honest.complete());
        assertTrue(new ArtifactClient(channel()).has(digest));
        stranger.chunk(new byte[250_000]);
        assertThrows(CompletionException.class, stranger::complete);
        assertTrue(new ArtifactClient(channel()).has(digest));
    }

    @Test
    void oneOfTwoGoesOnFromWhatABrokenUploadLeft() throws Exception {
        byte[] bytes = random(300_000);
        Digest digest = Digest.sha256(bytes);
        Hand broken = new Hand().header(digest, bytes.length, 0).chunk(Arrays.copyOf(bytes, 100_000));
        breakOff(broken, digest, 100_000);
        byte[] rest = Arrays.copyOfRange(bytes, 100_000, bytes.length);
        Hand first = new Hand().header(digest, bytes.length, 100_000).chunk(Arrays.copyOf(rest, 50_000));
        awaitArriving(150_000);
        Hand second = new Hand().header(digest, bytes.length, 100_000).chunk(rest);
        assertEquals(ErrorCode.ARTIFACT_CORRUPT, second.failure());
        first.chunk(Arrays.copyOfRange(rest, 50_000, rest.length));
        assertEquals(bytes.length, first.complete());
        assertTrue(new ArtifactClient(channel()).has(digest));
    }

    /** What was abandoned gives way; what is whole or still arrives does not. */
    @Test
    void storeHasALimit() throws Exception {
        byte[] half = random(3 << 20);
        Digest kept = new ArtifactClient(channel()).upload(half);
        byte[] other = random((3 << 20) - 1);
        Hand broken = new Hand().header(Digest.sha256(other), other.length, 0);
        broken.chunk(Arrays.copyOf(other, 1 << 20));
        breakOff(broken, Digest.sha256(other), 1 << 20);
        byte[] third = random((3 << 20) - 2);
        Digest fits = new ArtifactClient(channel()).upload(third);
        byte[] fourth = random(1000);
        Failure full = assertThrows(Failure.class, () -> new ArtifactClient(channel()).upload(fourth));
        assertEquals(ErrorCode.OVERLOADED, full.code());
        assertTrue(new ArtifactClient(channel()).has(kept));
        assertTrue(new ArtifactClient(channel()).has(fits));
    }

    @Test
    void whatArrivedBeforeACrashIsGoneOnFrom() throws Exception {
        byte[] bytes = random(200_000);
        Digest digest = Digest.sha256(bytes);
        Hand open = new Hand().header(digest, bytes.length, 0).chunk(Arrays.copyOf(bytes, 100_000));
        awaitArriving(100_000);
        ArtifactStore restarted = new ArtifactStore(temporary.resolve("server"), MAX_STORE_BYTES);
        assertEquals(100_000, restarted.folder().partialSizeBytes(digest));
        open.out.onError(new IOException("the end"));
    }

    @Test
    void refusesBytesThatDoNotHaveTheHash() {
        Digest digest = Digest.sha256(random(1000));
        Hand lying = new Hand().header(digest, 1000, 0).chunk(random(1000 - 1)).chunk(new byte[1]);
        assertThrows(CompletionException.class, lying::complete);
        assertEquals(ErrorCode.ARTIFACT_CORRUPT, lying.failure());
        assertFalse(new ArtifactClient(channel()).has(digest));
    }

    @Test
    void refusesMoreLessAndTooMuch() {
        Digest digest = Digest.sha256(random(10));
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                new Hand().header(digest, 10, 0).chunk(new byte[11]).failure());
        Hand less = new Hand().header(digest, 10, 0).chunk(new byte[9]);
        assertThrows(CompletionException.class, less::complete);
        assertEquals(ErrorCode.INVALID_REQUEST, less.failure());
        assertEquals(
                ErrorCode.ARTIFACT_TOO_LARGE,
                new Hand().header(digest, MAX_BYTES + 1, 0).failure());
        assertEquals(
                ErrorCode.ARTIFACT_CORRUPT, new Hand().header(digest, 100, 50).failure());
        assertEquals(ErrorCode.INVALID_REQUEST, new Hand().chunk(new byte[1]).failure());
    }

    @Test
    void saysThatAnArtifactIsMissingAndThatAnOffsetIsBeyondItsEnd() throws IOException {
        ArtifactServiceGrpc.ArtifactServiceBlockingStub stub = ArtifactServiceGrpc.newBlockingStub(channel());
        DownloadRequest missing = DownloadRequest.newBuilder()
                .setDigest(Wire.bytes(Digest.sha256()))
                .build();
        assertEquals(
                ErrorCode.ARTIFACT_MISSING,
                Failure.of(assertThrows(
                                RuntimeException.class,
                                () -> stub.download(missing).hasNext()))
                        .code());
        Digest digest = new ArtifactClient(channel()).upload(random(10));
        DownloadRequest beyond = DownloadRequest.newBuilder()
                .setDigest(Wire.bytes(digest))
                .setOffset(11)
                .build();
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                Failure.of(assertThrows(
                                RuntimeException.class,
                                () -> stub.download(beyond).hasNext()))
                        .code());
    }
}
