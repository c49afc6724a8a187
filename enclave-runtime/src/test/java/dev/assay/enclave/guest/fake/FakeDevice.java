package dev.assay.enclave.guest.fake;

import dev.assay.enclave.guest.kernel.Device;
import dev.assay.enclave.guest.kernel.Errno;
import dev.assay.enclave.guest.kernel.KernelException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A driver without a kernel before it. */
public record FakeDevice(FakeDriver driver) implements Device {

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public int ioctl(long request, MemorySegment argument) throws IOException {
        int size = (int) (request >>> 16 & 0x3FFF);
        return checked("ioctl", driver.ioctl(request, argument.asSlice(0, size)));
    }

    @Override
    public byte[] read(int mostBytes) {
        byte[] all = driver.read();
        return Arrays.copyOf(all, Math.min(all.length, mostBytes));
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        checked("write", driver.write(bytes));
    }

    private static int checked(String call, int result) throws KernelException {
        if (result < 0) {
            throw new KernelException("fake", call, new Errno(-result));
        }
        return result;
    }

    @Override
    public void close() {}
}
