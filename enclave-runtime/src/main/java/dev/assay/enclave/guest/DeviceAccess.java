package dev.assay.enclave.guest;

import java.nio.file.Files;
import java.nio.file.Path;

/** What this process may do with a device. */
public enum DeviceAccess {
    USABLE,
    /** It is there, but not for this user. */
    FORBIDDEN,
    ABSENT;

    public static DeviceAccess of(Path device) {
        if (!Files.exists(device)) {
            return ABSENT;
        }
        return Files.isReadable(device) && Files.isWritable(device) ? USABLE : FORBIDDEN;
    }
}
