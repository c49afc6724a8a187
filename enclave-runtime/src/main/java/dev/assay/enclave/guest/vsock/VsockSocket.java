package dev.assay.enclave.guest.vsock;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.assay.enclave.guest.kernel.Descriptor;
import dev.assay.enclave.guest.kernel.Errno;
import dev.assay.enclave.guest.kernel.KernelException;
import dev.assay.enclave.guest.kernel.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * A stream between a virtual machine and its host, or a Nitro enclave and its parent. The other end is the host: what
 * comes is untrusted, and what goes is seen, so a secure channel goes on top. One thread may read while another
 * writes. Calls block the thread; closing wakes whoever waits.
 */
public final class VsockSocket implements AutoCloseable {

    static final int SOCK_STREAM = 1;
    static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    /** SO_RCVTIMEO and SO_SNDTIMEO with the kernel's own 64-bit {@code struct timeval}. */
    static final int SO_RCVTIMEO = 20;

    static final int SO_SNDTIMEO = 21;
    /** SO_VM_SOCKETS_CONNECT_TIMEOUT, of the level AF_VSOCK. */
    static final int CONNECT_TIMEOUT = 6;

    private static final int SHUT_WRITE = 1;

    private final Descriptor descriptor;
    private final VsockAddress peer;

    VsockSocket(Descriptor descriptor, VsockAddress peer) {
        this.descriptor = descriptor;
        this.peer = peer;
    }

    /** @throws IOException if this kernel has no such sockets, nobody listens there, or not in time */
    public static VsockSocket connect(VsockAddress to, Duration timeout) throws IOException {
        Descriptor descriptor = socket(to.toString());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = to.in(arena);
            option(descriptor, VsockAddress.AF_VSOCK, CONNECT_TIMEOUT, timeout);
            descriptor.call("connect", number -> Libc.connect(number, address));
            return new VsockSocket(descriptor, to);
        } catch (IOException e) {
            descriptor.close();
            throw e;
        }
    }

    static Descriptor socket(String name) throws KernelException {
        long result = Libc.socket(VsockAddress.AF_VSOCK, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (result < 0) {
            throw new KernelException(name, "socket", new Errno((int) -result));
        }
        return new Descriptor(name, (int) result);
    }

    private static void option(Descriptor descriptor, int level, int option, Duration time) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocateFrom(JAVA_LONG, time.toSeconds(), time.toNanosPart() / 1000);
            descriptor.call("setsockopt", number -> Libc.setSocketOption(number, level, option, value));
        }
    }

    /** How long a read and a write may wait; zero is for ever. Beyond it they fail with EAGAIN. */
    public void timeout(Duration time) throws IOException {
        option(descriptor, SOL_SOCKET, SO_RCVTIMEO, time);
        option(descriptor, SOL_SOCKET, SO_SNDTIMEO, time);
    }

    public VsockAddress peer() {
        return peer;
    }

    /** Ends the stream that goes; what comes may still come. */
    public void shutdownOutput() throws IOException {
        descriptor.call("shutdown", number -> Libc.shutdown(number, SHUT_WRITE));
    }

    /** What comes. Closing it closes the socket. */
    public InputStream input() {
        return new VsockInput(descriptor);
    }

    /** What goes, unbuffered. Closing it closes the socket. */
    public OutputStream output() {
        return new VsockOutput(descriptor);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
