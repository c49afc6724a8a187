package dev.assay.enclave.guest.fuse;

import dev.assay.enclave.guest.fake.FakeDriver;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Objects;

/** Drivers as the files of one folder. */
public record DeviceTree(Map<String, FakeDriver> drivers) implements FuseTree {

    @Override
    public Kind kind(String path) {
        if (path.isEmpty()) {
            return Kind.FOLDER;
        }
        return drivers.containsKey(path.substring(1)) ? Kind.FILE : Kind.ABSENT;
    }

    @Override
    public Read read(String path, long offset) {
        return new Read(0, driver(path).read());
    }

    @Override
    public int write(String path, byte[] bytes) {
        return driver(path).write(bytes);
    }

    @Override
    public int ioctl(String path, long request, MemorySegment argument) {
        return driver(path).ioctl(request, argument);
    }

    private FakeDriver driver(String path) {
        return Objects.requireNonNull(drivers.get(path.substring(1)));
    }
}
