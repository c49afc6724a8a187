package dev.assay.enclave.guest.fuse;

import dev.assay.enclave.guest.fake.FakeDevice;
import dev.assay.enclave.guest.fake.FakeDriver;
import dev.assay.enclave.guest.kernel.Device;
import dev.assay.enclave.guest.kernel.DeviceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** How a test reaches a driver: directly, or through the kernel. */
public sealed interface DeviceSource extends AutoCloseable {

    Device open(FakeDriver driver) throws IOException;

    @Override
    default void close() throws IOException {}

    /** The driver is called by the test's own thread. */
    record Direct() implements DeviceSource {
        @Override
        public Device open(FakeDriver driver) {
            return new FakeDevice(driver);
        }
    }

    /** The driver is a file, and the kernel calls it. */
    final class ThroughKernel implements DeviceSource {
        private final Path folder;
        private FuseMount mount;

        public ThroughKernel(Path folder) throws IOException {
            this.folder = folder;
            this.mount = FuseMount.mount(folder, new DeviceTree(Map.of()));
        }

        @Override
        public Device open(FakeDriver driver) throws IOException {
            mount.close();
            mount = FuseMount.mount(folder, new DeviceTree(Map.of("device", driver)));
            return DeviceFile.open(folder.resolve("device"));
        }

        @Override
        public void close() throws IOException {
            mount.close();
        }
    }
}
