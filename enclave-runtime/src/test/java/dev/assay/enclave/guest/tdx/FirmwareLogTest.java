package dev.assay.enclave.guest.tdx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareLogTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private void write(Path file, byte[] content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }

    @Test
    void readsTableAndLog() throws IOException {
        write(FirmwareLog.TABLE, new byte[56]);
        write(FirmwareLog.LOG, new byte[] {1, 2, 3});
        FirmwareLog log = FirmwareLog.under(root).orElseThrow();
        assertArrayEquals(new byte[56], log.table());
        assertArrayEquals(new byte[] {1, 2, 3}, log.log());
    }

    @Test
    void isAbsentWithoutBoth() throws IOException {
        assertTrue(FirmwareLog.under(root).isEmpty());
        write(FirmwareLog.TABLE, new byte[56]);
        assertTrue(FirmwareLog.under(root).isEmpty());
    }

    @Test
    void refusesAnOversizedTable() throws IOException {
        write(FirmwareLog.TABLE, new byte[5000]);
        assertThrows(IOException.class, () -> FirmwareLog.under(root));
    }
}
