package dev.assay.enclave.guest.vsock;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.assay.enclave.guest.kernel.Descriptor;
import dev.assay.enclave.guest.kernel.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** The stream that comes from a descriptor. */
final class VsockInput extends InputStream {
    private static final int MOST_AT_ONCE = 1 << 16;

    private final Descriptor descriptor;

    VsockInput(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.min(length, MOST_AT_ONCE));
            int count = (int) descriptor.call("read", number -> Libc.read(number, buffer));
            MemorySegment.copy(buffer, JAVA_BYTE, 0, into, offset, count);
            return count == 0 ? -1 : count;
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
