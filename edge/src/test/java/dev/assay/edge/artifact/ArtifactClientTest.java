package dev.assay.edge.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.Channels;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.HostPort;
import dev.assay.edge.Servers;
import dev.assay.verification.Digest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactClientTest {

    private static final byte[] BYTES = new byte[1_000_000];
    private static final Digest DIGEST;

    static {
        new Random(1).nextBytes(BYTES);
        DIGEST = Digest.sha256(BYTES);
    }

    @TempDir
    Path temporary;

    private ArtifactFolder here;
    private ArtifactFolder there;
    private FolderService service;
    private Server server;
    private ManagedChannel channel;
    private ArtifactClient client;

    @BeforeEach
    void start() throws IOException {
        here = new ArtifactFolder(temporary.resolve("here"));
        there = new ArtifactFolder(temporary.resolve("there"));
        service = new FolderService(there);
        server = Servers.listen(new HostPort("127.0.0.1", 0), List.of(service))
                .build()
                .start();
        channel = Channels.connect(new HostPort("127.0.0.1", server.getPort()));
        client = new ArtifactClient(channel);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void movesAnArtifactBothWays() throws IOException {
        assertEquals(DIGEST, client.upload(BYTES));
        assertArrayEquals(BYTES, client.download(DIGEST, here, BYTES.length));
    }

    @Test
    void resumesWhatWasInterrupted() throws IOException {
        Files.write(there.partial(DIGEST), Arrays.copyOf(BYTES, 600_000));
        client.upload(BYTES);
        Files.write(here.partial(DIGEST), Arrays.copyOf(BYTES, 700_000));
        assertArrayEquals(BYTES, client.download(DIGEST, here, BYTES.length));
        assertEquals(List.of(600_000L), service.uploadOffsets);
        assertEquals(List.of(700_000L), service.downloadOffsets);
    }

    @Test
    void uploadsAllWhenWhatWasThereIsOfSomebodyElse() throws IOException {
        Files.write(there.partial(DIGEST), new byte[600_000]);
        client.upload(BYTES);
        assertTrue(there.intact(DIGEST));
        assertEquals(List.of(600_000L, 0L), service.uploadOffsets);
    }

    @Test
    void downloadsAllWhenTheRestOfACrashIsWrong() throws IOException {
        there.put(BYTES);
        Files.write(here.partial(DIGEST), new byte[BYTES.length]);
        assertArrayEquals(BYTES, client.download(DIGEST, here, BYTES.length));
    }

    @Test
    void downloadsAgainWhatTheDiskHasLost() throws IOException {
        there.put(BYTES);
        client.download(DIGEST, here, BYTES.length);
        Files.write(here.path(DIGEST), new byte[] {1});
        assertArrayEquals(BYTES, client.download(DIGEST, here, BYTES.length));
    }

    @Test
    void refusesAPeerWhoseBytesAreWrongFromTheStart() throws IOException {
        there.put(BYTES);
        byte[] wrong = BYTES.clone();
        wrong[500] ^= 1;
        Files.write(there.path(DIGEST), wrong);
        Failure failure = assertThrows(Failure.class, () -> client.download(DIGEST, here, BYTES.length));
        assertEquals(ErrorCode.ARTIFACT_CORRUPT, failure.code());
        assertFalse(here.has(DIGEST));
    }

    @Test
    void fetchesNoMoreThanItsLimit() throws IOException {
        there.put(BYTES);
        Failure failure = assertThrows(Failure.class, () -> client.download(DIGEST, here, BYTES.length - 1));
        assertEquals(ErrorCode.ARTIFACT_TOO_LARGE, failure.code());
    }
}
