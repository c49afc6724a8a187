package dev.assay.enclave.guest.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Locale;

/** A device of this machine. */
public final class DeviceFile implements Device {

    private final String name;
    private final Descriptor descriptor;

    private DeviceFile(String name, int number) {
        this.name = name;
        this.descriptor = new Descriptor(name, number);
    }

    /** @throws KernelException if it is not there, or this process may not open it; the message says what to do */
    public static DeviceFile open(Path path) throws IOException {
        return open(path, Libc.O_RDWR);
    }

    /** @param flags {@link Libc#O_RDONLY}, {@link Libc#O_WRONLY} or {@link Libc#O_RDWR} */
    public static DeviceFile open(Path path, int flags) throws IOException {
        if (!isLinux()) {
            throw new IOException(
                    path + ": TEE devices are those of Linux, and this is " + System.getProperty("os.name"));
        }
        String name = path.toString();
        long result = Libc.open(name, flags | Libc.O_CLOEXEC);
        if (result < 0) {
            throw new KernelException(name, "open", new Errno((int) -result));
        }
        return new DeviceFile(name, (int) result);
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int ioctl(long request, MemorySegment argument) throws IOException {
        return (int) descriptor.call("ioctl", number -> Libc.ioctl(number, request, argument));
    }

    @Override
    public byte[] read(int mostBytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(mostBytes);
            long count = descriptor.call("read", number -> Libc.read(number, buffer));
            return buffer.asSlice(0, count).toArray(JAVA_BYTE);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, bytes);
            long count = descriptor.call("write", number -> Libc.write(number, buffer));
            if (count != bytes.length) {
                throw new IOException(name + ": took " + count + " of " + bytes.length + " bytes");
            }
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
