package dev.assay.enclave.guest.tpm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.enclave.guest.fuse.DeviceSource;
import dev.assay.enclave.guest.fuse.FuseMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The reference implementation behind a device file. */
class SwtpmKernelTest extends SwtpmGuestTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path devices;

    @SuppressWarnings("NullAway.Init")
    private DeviceSource source;

    @SuppressWarnings("NullAway.Init")
    private TpmChannel swtpm;

    @BeforeAll
    static void findFuse() {
        String obstacle = FuseMount.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    @Override
    TpmChannel start() throws IOException {
        swtpm = super.start();
        source = new DeviceSource.ThroughKernel(Files.createTempDirectory(devices, "dev"));
        return TpmDevice.on(source.open(new TpmDriver(swtpm)));
    }

    @Override
    @AfterEach
    void close() throws IOException {
        super.close();
        source.close();
        swtpm.close();
    }
}
