package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;

/** The kinds of device that attest themselves. */
public enum NvidiaArchitecture {
    /** GPUs of the chips GH1xx. */
    HOPPER("GH"),
    /** GPUs of the chips GBxxx. */
    BLACKWELL("GB"),
    /** NVSwitches of the chip LS_10. */
    LS10("LS");

    private final String chipPrefix;

    NvidiaArchitecture(String chipPrefix) {
        this.chipPrefix = chipPrefix;
    }

    public boolean isSwitch() {
        return this == LS10;
    }

    /** @throws Rejection if the chip is none of these */
    static NvidiaArchitecture ofChip(String chip) {
        return Arrays.stream(values())
                .filter(architecture -> chip.startsWith(architecture.chipPrefix))
                .findAny()
                .orElseThrow(() -> new Rejection(Reason.DEVICE_ARCHITECTURE, "the chip " + chip));
    }

    /** By the name that NVIDIA's tools write. */
    static NvidiaArchitecture named(String name) {
        return Arrays.stream(values())
                .filter(architecture -> architecture.name().equals(name))
                .findAny()
                .orElseThrow(() -> new Rejection(Reason.DEVICE_ARCHITECTURE, "the architecture " + name));
    }
}
