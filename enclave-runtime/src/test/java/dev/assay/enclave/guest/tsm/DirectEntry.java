package dev.assay.enclave.guest.tsm;

import dev.assay.enclave.guest.fuse.FuseTree;
import dev.assay.enclave.guest.kernel.Errno;
import dev.assay.enclave.guest.kernel.KernelException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An entry of a fake kernel, without a file system between. */
final class DirectEntry implements ReportEntry {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final FakeTsm kernel;
    private final String folder = "/r" + NUMBERS.incrementAndGet();

    DirectEntry(FakeTsm kernel) {
        this.kernel = kernel;
        kernel.makeFolder(folder);
    }

    @Override
    public String name() {
        return folder;
    }

    @Override
    public void write(String attribute, byte[] value) throws IOException {
        int result = kernel.write(folder + "/" + attribute, value);
        if (result < 0) {
            throw new KernelException(name(), "write", new Errno(-result));
        }
        kernel.closed(folder + "/" + attribute);
    }

    @Override
    public Optional<byte[]> read(String attribute, int most) throws IOException {
        String path = folder + "/" + attribute;
        if (kernel.kind(path) == FuseTree.Kind.ABSENT) {
            return Optional.empty();
        }
        FuseTree.Read read = kernel.read(path, 0);
        if (read.errno() != 0) {
            throw new KernelException(name(), "read", new Errno(read.errno()));
        }
        if (read.bytes().length > most) {
            throw new IOException("too long");
        }
        return Optional.of(read.bytes());
    }

    @Override
    public void close() {
        kernel.removeFolder(folder);
    }
}
