package dev.assay.enclave.guest.tsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.enclave.guest.fuse.FuseMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same through files that the kernel serves. */
class TsmGuestKernelTest extends TsmGuestContract {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private FuseMount mount;

    @BeforeAll
    static void findFuse() {
        String obstacle = FuseMount.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    @BeforeEach
    void mount() throws IOException {
        mount = FuseMount.mount(folder, kernel);
    }

    @AfterEach
    void unmount() throws IOException {
        mount.close();
    }

    @Override
    TsmGuest guest() {
        return TsmGuest.on(() -> ConfigfsEntry.create(folder), FIRST_WAIT);
    }

    @Test
    void aServerThatDiesIsAnErrorInTime() {
        kernel.dies = true;
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThrows(IOException.class, () -> guest().report(new byte[64])));
    }

    @Test
    void requestsOfManyThreadsAreApart() {
        List<CompletableFuture<Void>> all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.runAsync(() -> ask((byte) i)))
                .toList();
        all.forEach(CompletableFuture::join);
    }

    private void ask(byte value) {
        byte[] data = new byte[64];
        data[0] = value;
        try {
            assertArrayEquals(data, guest().report(data).evidence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
