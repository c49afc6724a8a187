package dev.assay.enclave.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void anEmptyMachineIsNoGuest() {
        assertEquals(Set.of(), Guests.detect(root));
    }

    @Test
    void findsGuestsByTheirDevices() throws IOException {
        file("dev/nsm", "");
        file("dev/sev-guest", "");
        file("dev/tdx_guest", "");
        assertEquals(EnumSet.of(GuestKind.AWS_NITRO, GuestKind.AMD_SEV_SNP, GuestKind.INTEL_TDX), Guests.detect(root));
    }

    @Test
    void aNameOfTheFirmwareWithoutATpmIsNoGuest() throws IOException {
        file("sys/class/dmi/id/product_name", "Google Compute Engine\n");
        assertEquals(Set.of(), Guests.detect(root));
        file("dev/tpmrm0", "");
        assertEquals(Set.of(GuestKind.GOOGLE_VTPM), Guests.detect(root));
    }

    @Test
    void aFolderWithoutADriverHasNoProvider() throws IOException {
        Files.createDirectories(root.resolve("sys/kernel/config/tsm/report"));
        assertTrue(Guests.under(root).provider().isEmpty());
    }

    @Test
    void boundsWhatItReadsOfTheFirmware() throws IOException {
        file("log", "123456");
        assertEquals(6, BoundedFile.read(root.resolve("log"), 6).orElseThrow().length);
        assertThrows(IOException.class, () -> BoundedFile.read(root.resolve("log"), 5));
        assertTrue(BoundedFile.read(root.resolve("none"), 5).isEmpty());
    }
}
