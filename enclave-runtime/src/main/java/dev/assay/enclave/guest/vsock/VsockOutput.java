package dev.assay.enclave.guest.vsock;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.assay.enclave.guest.kernel.Descriptor;
import dev.assay.enclave.guest.kernel.Libc;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** The stream that goes into a descriptor. The JVM ignores SIGPIPE: a peer that is gone is an error of the write. */
final class VsockOutput extends OutputStream {
    private static final int MOST_AT_ONCE = 1 << 16;

    private final Descriptor descriptor;

    VsockOutput(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, from.length);
        int at = offset;
        while (at < offset + length) {
            at += some(from, at, Math.min(offset + length - at, MOST_AT_ONCE));
        }
    }

    private int some(byte[] from, int offset, int length) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(length);
            MemorySegment.copy(from, offset, buffer, JAVA_BYTE, 0, length);
            return (int) descriptor.call("write", number -> Libc.write(number, buffer));
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
