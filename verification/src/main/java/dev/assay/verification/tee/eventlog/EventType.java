package dev.assay.verification.tee.eventlog;

import java.util.Optional;

/** What an event is (PFP 1.06, section 10.4.1, table 27), and what its digest is of, where the profile says so. */
public enum EventType {
    /** Not measured: says something of the log. */
    NO_ACTION(0x3, Measured.NOTHING),
    /** Ends what the firmware measures into a register before it gives control away. */
    SEPARATOR(0x4, Measured.DATA),
    ACTION(0x5, Measured.DATA),
    EVENT_TAG(0x6, Measured.DATA),
    S_CRTM_CONTENTS(0x7, Measured.SOMETHING_ELSE),
    S_CRTM_VERSION(0x8, Measured.DATA),
    CPU_MICROCODE(0x9, Measured.SOMETHING_ELSE),
    PLATFORM_CONFIG_FLAGS(0xA, Measured.SOMETHING_ELSE),
    TABLE_OF_DEVICES(0xB, Measured.SOMETHING_ELSE),
    COMPACT_HASH(0xC, Measured.SOMETHING_ELSE),
    /** Of the boot loader: GRUB's commands are measured as their text says; of files only the name is in the log. */
    IPL(0xD, Measured.GRUB_TEXT),
    IPL_PARTITION_DATA(0xE, Measured.SOMETHING_ELSE),
    NONHOST_INFO(0x11, Measured.DATA),
    EFI_VARIABLE_DRIVER_CONFIG(0x8000_0001, Measured.DATA),
    /** Older firmware measures the variable's value alone, newer all of the structure. */
    EFI_VARIABLE_BOOT(0x8000_0002, Measured.DATA_OR_VALUE),
    EFI_BOOT_SERVICES_APPLICATION(0x8000_0003, Measured.SOMETHING_ELSE),
    EFI_BOOT_SERVICES_DRIVER(0x8000_0004, Measured.SOMETHING_ELSE),
    EFI_RUNTIME_SERVICES_DRIVER(0x8000_0005, Measured.SOMETHING_ELSE),
    EFI_GPT_EVENT(0x8000_0006, Measured.DATA),
    EFI_ACTION(0x8000_0007, Measured.DATA),
    EFI_PLATFORM_FIRMWARE_BLOB(0x8000_0008, Measured.SOMETHING_ELSE),
    EFI_HANDOFF_TABLES(0x8000_0009, Measured.SOMETHING_ELSE),
    EFI_PLATFORM_FIRMWARE_BLOB2(0x8000_000A, Measured.SOMETHING_ELSE),
    EFI_HANDOFF_TABLES2(0x8000_000B, Measured.SOMETHING_ELSE),
    EFI_VARIABLE_BOOT2(0x8000_000C, Measured.DATA),
    /** The profile says the data, but versions of shim log a certificate with a wrong length, so nothing can be demanded. */
    EFI_VARIABLE_AUTHORITY(0x8000_00E0, Measured.SOMETHING_ELSE);

    /** What the digest of an event is of. */
    enum Measured {
        NOTHING,
        /** The event's data, as it stands in the log. */
        DATA,
        /** The data, or the value of the variable in it. */
        DATA_OR_VALUE,
        /** The data without GRUB's label and the final zero, where there is such a label. */
        GRUB_TEXT,
        /** Code, tables or files that are not in the log: the data only names them. */
        SOMETHING_ELSE
    }

    private final int code;
    private final Measured measured;

    EventType(int code, Measured measured) {
        this.code = code;
        this.measured = measured;
    }

    /** Empty for a type that this profile does not have: its digest counts, its data says nothing. */
    public static Optional<EventType> of(int code) {
        for (EventType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    public int code() {
        return code;
    }

    Measured measured() {
        return measured;
    }
}
