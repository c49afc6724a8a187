package dev.assay.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On file systems that a test makes up. */
class EnclaveDoctorTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    }

    private Ran doctor(String... more) {
        String[] args = new String[4 + more.length];
        System.arraycopy(new String[] {"enclave", "doctor", "--root", root.toString()}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return Ran.command(args);
    }

    @Test
    void saysThatAnEmptyMachineHasNothing() {
        Ran ran = doctor();
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("missing: TEE hardware"), ran.out());
        assertTrue(ran.out().contains("kernel"), ran.out());
    }

    @Test
    void findsANitroEnclaveAndMindsItsClock() throws IOException {
        file("dev/nsm", "");
        file("proc/self/status", "Name:\tjava\nCapEff:\t000001ffffffffff\n");
        file("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
        Ran ran = doctor();
        assertTrue(ran.out().contains("aws-nitro"), ran.out());
        assertTrue(ran.out().contains("clock: tsc"), ran.out());
        assertFalse(ran.out().contains("CAP_SYS_ADMIN; grant"), ran.out());
        file("proc/self/status", "CapEff:\t00000000a80425fb\n");
        assertTrue(doctor().out().contains("CAP_SYS_ADMIN; grant it"));
    }

    @Test
    void saysWhatATdxGuestLacks() throws IOException {
        file("dev/tdx_guest", "");
        file("proc/sys/kernel/osrelease", "6.5.0-1020-azure\n");
        file("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu hypervisor tdx_guest\n");
        Ran old = doctor();
        assertTrue(old.out().contains("intel-tdx"), old.out());
        assertTrue(old.out().contains("tdx_guest, hypervisor"), old.out());
        assertTrue(old.out().contains("Linux 6.7 or later"), old.out());
        file("proc/sys/kernel/osrelease", "6.12.1\n");
        assertTrue(doctor().out().contains("mount configfs"));
        Files.createDirectories(root.resolve("sys/kernel/config/tsm/report"));
        assertTrue(doctor().out().contains("Linux 6.16 or later"));
        Files.createDirectories(root.resolve("sys/devices/virtual/misc/tdx_guest/measurements"));
        assertFalse(doctor().out().contains("missing"));
    }

    @Test
    void tellsCloudsApartByTheirFirmware() throws IOException {
        file("dev/tpmrm0", "");
        file("sys/class/dmi/id/chassis_asset_tag", "7783-7084-3265-9085-8269-3286-77\n");
        assertTrue(doctor().out().contains("azure-vtpm"));
        file("sys/class/dmi/id/chassis_asset_tag", "none\n");
        file("sys/class/dmi/id/product_name", "Google Compute Engine\n");
        assertTrue(doctor().out().contains("gcp-vtpm"));
    }

    @Test
    void noticesAContainer() throws IOException {
        file("proc/1/cgroup", "0::/kubepods/besteffort/pod1\n");
        assertTrue(doctor().out().contains("kubepods"));
        file(".dockerenv", "");
        assertTrue(doctor().out().contains("in a container"));
    }

    @Test
    void saysTheSameAsJson() throws IOException {
        file("dev/sev-guest", "");
        Ran ran = doctor("--json");
        assertEquals(0, ran.status());
        assertEquals(1, ran.out().lines().count());
        assertTrue(ran.json().containsKey("devices"));
        assertTrue(ran.json().containsKey("advice"));
        assertTrue(ran.out().contains("\"amd-sev-snp\""), ran.out());
    }

    @Test
    void isWellOnAnyRealMachine() {
        Ran ran = Ran.command("enclave", "doctor", "--json");
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.json().containsKey("tee"));
    }
}
