package dev.assay.enclave.guest.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void findLinux() {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "devices are those of Linux");
    }

    @Test
    void saysWhichDeviceIsAbsentAndWhatThatMeans() {
        KernelException absent = assertThrows(KernelException.class, () -> DeviceFile.open(folder.resolve("nsm")));
        assertEquals(Errno.ENOENT, absent.errno());
        assertTrue(absent.toString().contains(folder.resolve("nsm") + ": open failed with ENOENT"), absent::toString);
    }

    @Test
    void keepsErrnoOfAnIoctlThatNoDriverKnows() throws IOException {
        try (DeviceFile file = DeviceFile.open(Path.of("/dev/null"));
                Arena arena = Arena.ofConfined()) {
            KernelException refused =
                    assertThrows(KernelException.class, () -> file.ioctl(0xC020_0A00L, arena.allocate(32, 8)));
            assertEquals(Errno.ENOTTY, refused.errno());
        }
    }

    @Test
    void readsAndWritesWhole() throws IOException {
        Path path = Files.createFile(folder.resolve("file"));
        try (DeviceFile file = DeviceFile.open(path, Libc.O_WRONLY)) {
            file.write(new byte[] {1, 2, 3});
            assertEquals(
                    "EBADF",
                    assertThrows(KernelException.class, () -> file.read(1))
                            .errno()
                            .name());
        }
        try (DeviceFile file = DeviceFile.open(path, Libc.O_RDONLY)) {
            assertArrayEquals(new byte[] {1, 2}, file.read(2));
            assertArrayEquals(new byte[] {3}, file.read(2));
            assertEquals(0, file.read(2).length);
        }
    }

    @Test
    void aClosedFileIsNoOtherFile() throws IOException {
        DeviceFile file = DeviceFile.open(Path.of("/dev/null"));
        file.close();
        file.close();
        assertThrows(KernelException.class, () -> file.read(1));
    }

    @Test
    void namesAnErrorThatItDoesNotKnowByItsNumber() {
        assertEquals("errno 133", new Errno(133).name());
    }
}
