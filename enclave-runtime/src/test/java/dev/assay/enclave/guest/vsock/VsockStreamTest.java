package dev.assay.enclave.guest.vsock;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.enclave.guest.kernel.Descriptor;
import dev.assay.enclave.guest.kernel.Errno;
import dev.assay.enclave.guest.kernel.KernelException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The streams of a socket, over a pair of sockets that every kernel has. */
class VsockStreamTest {
    private static final int AF_UNIX = 1;
    private static final VsockAddress NOWHERE = new VsockAddress(3, 5000);

    @SuppressWarnings("NullAway.Init")
    private VsockSocket left;

    @SuppressWarnings("NullAway.Init")
    private VsockSocket right;

    @BeforeAll
    static void findLinux() {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "sockets are tested on Linux");
    }

    @BeforeEach
    void connect() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle pair = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("socketpair"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment two = arena.allocate(JAVA_INT, 2);
            assertEquals(0, (int) pair.invokeExact(AF_UNIX, VsockSocket.SOCK_STREAM, 0, two));
            left = new VsockSocket(new Descriptor("left", two.getAtIndex(JAVA_INT, 0)), NOWHERE);
            right = new VsockSocket(new Descriptor("right", two.getAtIndex(JAVA_INT, 1)), NOWHERE);
        }
    }

    @AfterEach
    void close() {
        left.close();
        right.close();
    }

    @Test
    void carriesBytesToTheirEnd() throws IOException {
        byte[] sent = new byte[300_000];
        new Random(2).nextBytes(sent);
        CompletableFuture<byte[]> got = CompletableFuture.supplyAsync(() -> all(right));
        left.output().write(sent, 0, 7);
        left.output().write(sent, 7, sent.length - 7);
        left.shutdownOutput();
        assertArrayEquals(sent, got.join());
    }

    private static byte[] all(VsockSocket socket) {
        try {
            return socket.input().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void closingWakesWhoeverReads() throws Exception {
        CompletableFuture<byte[]> reader = CompletableFuture.supplyAsync(() -> all(right));
        TimeUnit.MILLISECONDS.sleep(100);
        right.close();
        assertEquals(0, reader.get(5, TimeUnit.SECONDS).length);
    }

    @Test
    void aClosedSocketIsNoOtherFile() {
        left.close();
        KernelException closed =
                assertThrows(KernelException.class, () -> left.output().write(1));
        assertEquals("EBADF", closed.errno().name());
    }

    @Test
    void aPeerThatIsGoneIsAnError() {
        right.close();
        KernelException gone =
                assertThrows(KernelException.class, () -> left.output().write(1));
        assertEquals("EPIPE", gone.errno().name());
    }

    @Test
    void aReadWithATimeoutEnds() throws IOException {
        left.timeout(Duration.ofMillis(50));
        KernelException late =
                assertThrows(KernelException.class, () -> left.input().read());
        assertTrue(late.is(Errno.EAGAIN), late::getMessage);
    }

    @Test
    void writesAddressesUnsigned() {
        assertEquals("vsock 4294967295:4294967295", new VsockAddress(-1, -1).toString());
    }
}
