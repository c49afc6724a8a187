package dev.assay.cli.service;

import dev.assay.enclave.guest.DeviceAccess;
import dev.assay.enclave.guest.Guests;
import dev.assay.enclave.guest.tdx.RuntimeRegisters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One line for each thing that is missing, and what to do about it. */
record GuestAdvice(Guests guests, GuestMachine machine) {

    private static final int FIRST_WITH_CONFIGFS = 6007;
    private static final int FIRST_WITH_REGISTERS = 6016;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        nothing(lines);
        permissions(lines);
        configfs(lines);
        clock(lines);
        return lines;
    }

    private void nothing(List<String> lines) {
        if (Guests.detect(guests.root()).isEmpty()) {
            lines.add("missing: TEE hardware; the enclave runs with a simulated one, which production trust rejects");
        }
    }

    private void permissions(List<String> lines) {
        for (Path device : List.of(guests.nitro(), guests.sev(), guests.tdx(), guests.tpm())) {
            if (DeviceAccess.of(device) == DeviceAccess.FORBIDDEN) {
                lines.add("no permission: " + device + "; run as root, or give this user the device");
            }
        }
        if (isThere(guests.nitro()) && !machine.hasSysAdmin()) {
            lines.add("no permission: " + guests.nitro() + " asks for CAP_SYS_ADMIN; grant it");
        }
        if (!machine.container().equals("none seen")) {
            lines.add("in a container: devices and configfs have to be given to it");
        }
    }

    private void configfs(List<String> lines) {
        boolean hardware = isThere(guests.sev()) || isThere(guests.tdx());
        if (!hardware || Files.isDirectory(guests.reports())) {
            registers(lines);
        } else if (machine.kernelVersion() < FIRST_WITH_CONFIGFS) {
            lines.add("missing: reports by configfs; Linux 6.7 or later has them, this is " + machine.kernel());
        } else {
            lines.add("missing: " + guests.reports()
                    + "; mount configfs (mount -t configfs none /sys/kernel/config) and load the driver");
        }
    }

    private void registers(List<String> lines) {
        if (isThere(guests.tdx())
                && RuntimeRegisters.under(guests.root()).isEmpty()
                && machine.kernelVersion() < FIRST_WITH_REGISTERS) {
            lines.add("missing: runtime registers; Linux 6.16 or later shows them, this is " + machine.kernel());
        }
    }

    private void clock(List<String> lines) {
        boolean enclave = isThere(guests.nitro());
        if (enclave && !machine.clockSource().equals("kvm-clock")) {
            lines.add("clock: " + machine.clockSource() + "; a Nitro enclave keeps time by kvm-clock alone");
        }
    }

    private static boolean isThere(Path device) {
        return DeviceAccess.of(device) != DeviceAccess.ABSENT;
    }
}
