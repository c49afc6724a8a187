package dev.assay.enclave.guest.kernel;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** An open device file. What it answers comes from the host or from firmware: to be bounded and read with care. */
public interface Device extends AutoCloseable {

    /** Its path. */
    String name();

    /**
     * One ioctl(2).
     *
     * @param argument the structure, which the driver reads and writes
     * @return what the driver returns: not negative
     * @throws KernelException if it failed
     */
    int ioctl(long request, MemorySegment argument) throws IOException;

    /** One read(2): at most so many bytes, none at the end. */
    byte[] read(int mostBytes) throws IOException;

    /** One write(2), whole. */
    void write(byte[] bytes) throws IOException;

    @Override
    void close();
}
