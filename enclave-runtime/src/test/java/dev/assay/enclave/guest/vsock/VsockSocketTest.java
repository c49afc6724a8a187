package dev.assay.enclave.guest.vsock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Over this kernel's loopback. */
class VsockSocketTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @BeforeAll
    static void findLoopback() {
        String obstacle = "";
        try (VsockListener listener = VsockListener.bind(new VsockAddress(VsockAddress.LOCAL_CID, VsockAddress.ANY));
                VsockSocket socket = VsockSocket.connect(listener.address(), TIMEOUT)) {
            socket.shutdownOutput();
        } catch (IOException e) {
            obstacle = "this kernel has no loopback of vsock (vsock_loopback): " + e.getMessage();
        }
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    @Test
    void carriesBytesBothWays() throws IOException {
        byte[] sent = new byte[300_000];
        new Random(1).nextBytes(sent);
        try (VsockListener listener = VsockListener.bind(new VsockAddress(VsockAddress.LOCAL_CID, VsockAddress.ANY))) {
            CompletableFuture<byte[]> echo = CompletableFuture.supplyAsync(() -> echo(listener));
            try (VsockSocket socket = VsockSocket.connect(listener.address(), TIMEOUT)) {
                socket.output().write(sent);
                socket.shutdownOutput();
                assertArrayEquals(sent, socket.input().readAllBytes());
            }
            assertArrayEquals(sent, echo.join());
        }
    }

    private static byte[] echo(VsockListener listener) {
        try (VsockSocket socket = listener.accept()) {
            assertEquals(VsockAddress.LOCAL_CID, socket.peer().cid());
            byte[] all = socket.input().readAllBytes();
            socket.output().write(all);
            return all;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
