package dev.assay.enclave.guest.tsm;

import java.io.IOException;
import java.util.Optional;

/** One folder of {@code /sys/kernel/config/tsm/report}, whose files are the attributes of one request. */
interface ReportEntry extends AutoCloseable {

    String name();

    /** In one write(2), as the kernel wants it. */
    void write(String attribute, byte[] value) throws IOException;

    /**
     * The whole value, empty if this guest has no such attribute.
     *
     * @throws dev.assay.enclave.guest.kernel.KernelException if the kernel refuses
     * @throws IOException if it is longer than {@code most} bytes
     */
    Optional<byte[]> read(String attribute, int most) throws IOException;

    /** Removes the folder. */
    @Override
    void close() throws IOException;
}
