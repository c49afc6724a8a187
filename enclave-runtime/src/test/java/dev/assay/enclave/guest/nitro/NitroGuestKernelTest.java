package dev.assay.enclave.guest.nitro;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.enclave.guest.fuse.DeviceSource;
import dev.assay.enclave.guest.fuse.FuseMount;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same with real system calls, which a file of FUSE receives. */
class NitroGuestKernelTest extends NitroGuestContract {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @BeforeAll
    static void findFuse() {
        String obstacle = FuseMount.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    NitroGuestKernelTest() throws IOException {
        super(new DeviceSource.ThroughKernel(folder));
    }

    @Override
    int mutations() {
        return 500;
    }
}
