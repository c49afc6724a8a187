package dev.assay.cli.service;

import dev.assay.cli.Facts;
import dev.assay.enclave.guest.DeviceAccess;
import dev.assay.enclave.guest.Guests;
import dev.assay.enclave.guest.tdx.FirmwareLog;
import dev.assay.enclave.guest.tdx.RuntimeRegisters;
import dev.assay.enclave.guest.tpm.Tpm;
import dev.assay.enclave.guest.tsm.TsmProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The devices of a machine that evidence comes from. */
record GuestDevices(Guests guests) {

    Facts access() {
        return new Facts()
                .with("nsm", access(guests.nitro()))
                .with("sevGuest", access(guests.sev()))
                .with("tdxGuest", access(guests.tdx()))
                .with("tpmrm0", access(guests.tpm()))
                .with("vsock", access(guests.vsock()));
    }

    private static String access(Path device) {
        return switch (DeviceAccess.of(device)) {
            case USABLE -> "usable";
            case FORBIDDEN -> "no permission";
            case ABSENT -> "absent";
        };
    }

    Facts configfs() {
        return new Facts()
                .with("reports", Files.isDirectory(guests.reports()))
                .with("provider", guests.provider().map(TsmProvider::toString).orElse("none"));
    }

    Facts tdx() {
        return new Facts()
                .with("runtimeRegisters", RuntimeRegisters.under(guests.root()).isPresent())
                .with("firmwareLogBytes", firmwareLogBytes());
    }

    private int firmwareLogBytes() {
        try {
            return FirmwareLog.under(guests.root()).map(log -> log.log().length).orElse(0);
        } catch (IOException unreadable) {
            return 0;
        }
    }

    Facts tpm() {
        if (DeviceAccess.of(guests.tpm()) != DeviceAccess.USABLE) {
            return new Facts().with("manufacturer", "none");
        }
        if (Files.isRegularFile(guests.tpm())) {
            return new Facts().with("manufacturer", "none: a file in the device's place");
        }
        try (Tpm tpm = Tpm.open(guests.tpm())) {
            return new Facts()
                    .with("manufacturer", tpm.description())
                    .with("indices", hex(tpm.indices()))
                    .with("keys", hex(tpm.persistentKeys()))
                    .with("banks", tpm.banks().stream().map(Object::toString).toList());
        } catch (IOException e) {
            return new Facts().with("manufacturer", "does not answer: " + e.getMessage());
        }
    }

    private static List<String> hex(List<Integer> handles) {
        return handles.stream()
                .map(handle -> String.format(Locale.ROOT, "0x%08x", handle))
                .toList();
    }
}
