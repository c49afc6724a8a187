package dev.assay.enclave.guest.vsock;

import dev.assay.enclave.guest.kernel.Descriptor;
import dev.assay.enclave.guest.kernel.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Waits for connections. Closing it wakes whoever waits in {@link #accept}. */
public final class VsockListener implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final Descriptor descriptor;
    private final VsockAddress address;

    private VsockListener(Descriptor descriptor, VsockAddress address) {
        this.descriptor = descriptor;
        this.address = address;
    }

    /** @param at {@link VsockAddress#ANY} for its cid is every way to this machine, for its port one that is free */
    public static VsockListener bind(VsockAddress at) throws IOException {
        Descriptor descriptor = VsockSocket.socket(at.toString());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = at.in(arena);
            descriptor.call("bind", number -> Libc.bind(number, address));
            descriptor.call("listen", number -> Libc.listen(number, BACKLOG));
            descriptor.call("getsockname", number -> Libc.socketName(number, address));
            return new VsockListener(descriptor, VsockAddress.of(address));
        } catch (IOException e) {
            descriptor.close();
            throw e;
        }
    }

    /** Where it listens. */
    public VsockAddress address() {
        return address;
    }

    public VsockSocket accept() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(VsockAddress.LAYOUT);
            int number = (int) descriptor.call("accept", listening -> Libc.accept(listening, address));
            VsockAddress peer = VsockAddress.of(address);
            return new VsockSocket(new Descriptor(peer.toString(), number), peer);
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
