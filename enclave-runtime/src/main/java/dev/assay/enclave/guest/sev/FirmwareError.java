package dev.assay.enclave.guest.sev;

import java.io.IOException;
import java.util.Map;

/**
 * A guest request failed. Which side failed stands in exitinfo2: its low half is the firmware's status
 * (linux/psp-sev.h, {@code sev_ret_code}), its high half the hypervisor's (AMD 56421, GHCB, section 4.1.7,
 * SW_EXITINFO2).
 */
public final class FirmwareError extends IOException {
    private static final long serialVersionUID = 1L;

    /** SNP_GUEST_VMM_ERR_INVALID_LEN: the room for certificates is too small. */
    static final int VMM_INVALID_LEN = 1;

    /** SNP_GUEST_VMM_ERR_BUSY: the host makes guests wait. */
    static final int VMM_BUSY = 2;

    private static final Map<Integer, String> VMM =
            Map.of(VMM_INVALID_LEN, "INVALID_LEN", VMM_BUSY, "BUSY", 3, "GENERIC");

    private static final Map<Integer, String> FIRMWARE = Map.ofEntries(
            Map.entry(0x01, "INVALID_PLATFORM_STATE"),
            Map.entry(0x02, "INVALID_GUEST_STATE"),
            Map.entry(0x03, "INVALID_CONFIG"),
            Map.entry(0x04, "INVALID_LEN"),
            Map.entry(0x05, "ALREADY_OWNED"),
            Map.entry(0x06, "INVALID_CERTIFICATE"),
            Map.entry(0x07, "POLICY_FAILURE"),
            Map.entry(0x08, "INACTIVE"),
            Map.entry(0x09, "INVALID_ADDRESS"),
            Map.entry(0x0A, "BAD_SIGNATURE"),
            Map.entry(0x0B, "BAD_MEASUREMENT"),
            Map.entry(0x0C, "ASID_OWNED"),
            Map.entry(0x0D, "INVALID_ASID"),
            Map.entry(0x0E, "WBINVD_REQUIRED"),
            Map.entry(0x0F, "DFFLUSH_REQUIRED"),
            Map.entry(0x10, "INVALID_GUEST"),
            Map.entry(0x11, "INVALID_COMMAND"),
            Map.entry(0x12, "ACTIVE"),
            Map.entry(0x13, "HWERROR_PLATFORM"),
            Map.entry(0x14, "HWERROR_UNSAFE"),
            Map.entry(0x15, "UNSUPPORTED"),
            Map.entry(0x16, "INVALID_PARAM"),
            Map.entry(0x17, "RESOURCE_LIMIT"),
            Map.entry(0x18, "SECURE_DATA_INVALID"),
            Map.entry(0x27, "INVALID_KEY"),
            Map.entry(-1, "NO_FW_CALL: the request did not reach the firmware"),
            Map.entry(0xFF, "NO_FW_CALL: the request did not reach the firmware"));

    private final int firmware;
    private final int hypervisor;

    FirmwareError(String device, String request, long exitinfo2, Throwable cause) {
        super(device + ": " + request + " failed" + describe(exitinfo2) + "; " + cause.getMessage(), cause);
        firmware = (int) exitinfo2;
        hypervisor = (int) (exitinfo2 >>> 32);
    }

    private static String describe(long exitinfo2) {
        int firmware = (int) exitinfo2;
        int hypervisor = (int) (exitinfo2 >>> 32);
        String text = "";
        if (firmware != 0) {
            text += ", firmware error 0x" + Integer.toHexString(firmware) + " " + firmwareName(firmware);
        }
        if (hypervisor != 0) {
            text += ", hypervisor error " + Integer.toUnsignedString(hypervisor) + " "
                    + VMM.getOrDefault(hypervisor, "unknown");
        }
        return text;
    }

    static String firmwareName(int code) {
        return FIRMWARE.getOrDefault(code, "unknown");
    }

    /** The firmware's status; zero if it has none. */
    public int firmware() {
        return firmware;
    }

    /** The hypervisor's status; zero if it has none. */
    public int hypervisor() {
        return hypervisor;
    }
}
