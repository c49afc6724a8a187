package dev.assay.enclave.guest.tpm;

import java.util.Map;

/** The names of TPM_RC (TPM 2.0 Part 2, section 6.6). */
final class ResponseCode {

    static final int YIELDED = 0x908;
    static final int TESTING = 0x90A;
    static final int REFERENCE_H0 = 0x910;
    static final int NV_RATE = 0x920;
    static final int RETRY = 0x922;

    /** TPM_RC_HANDLE + TPM_RC_H + TPM_RC_1. */
    static final int FIRST_HANDLE = 0x18B;

    private static final int FORMAT_ONE = 0x080;
    private static final int OF_PARAMETER = 0x040;
    private static final int OF_SESSION = 0x800;

    /** Section 6.6.3, of a handle, a parameter or a session. */
    private static final Map<Integer, String> FORMAT_ONE_NAMES = Map.ofEntries(
            Map.entry(0x01, "ASYMMETRIC"),
            Map.entry(0x02, "ATTRIBUTES"),
            Map.entry(0x03, "HASH"),
            Map.entry(0x04, "VALUE"),
            Map.entry(0x05, "HIERARCHY"),
            Map.entry(0x07, "KEY_SIZE"),
            Map.entry(0x0A, "TYPE"),
            Map.entry(0x0B, "HANDLE"),
            Map.entry(0x0D, "RANGE"),
            Map.entry(0x0E, "AUTH_FAIL"),
            Map.entry(0x12, "SCHEME"),
            Map.entry(0x15, "SIZE"),
            Map.entry(0x16, "SYMMETRIC"),
            Map.entry(0x17, "TAG"),
            Map.entry(0x18, "SELECTOR"),
            Map.entry(0x1A, "INSUFFICIENT"),
            Map.entry(0x1C, "KEY"),
            Map.entry(0x1D, "POLICY_FAIL"),
            Map.entry(0x1F, "INTEGRITY"),
            Map.entry(0x21, "RESERVED_BITS"),
            Map.entry(0x22, "BAD_AUTH"),
            Map.entry(0x26, "CURVE"),
            Map.entry(0x27, "ECC_POINT"));

    private static final Map<Integer, String> OTHER_NAMES = Map.ofEntries(
            Map.entry(0x01E, "BAD_TAG"),
            Map.entry(0x100, "INITIALIZE"),
            Map.entry(0x101, "FAILURE"),
            Map.entry(0x120, "DISABLED"),
            Map.entry(0x124, "AUTH_TYPE"),
            Map.entry(0x125, "AUTH_MISSING"),
            Map.entry(0x127, "PCR"),
            Map.entry(0x128, "PCR_CHANGED"),
            Map.entry(0x12F, "AUTH_UNAVAILABLE"),
            Map.entry(0x130, "REBOOT"),
            Map.entry(0x142, "COMMAND_SIZE"),
            Map.entry(0x143, "COMMAND_CODE"),
            Map.entry(0x144, "AUTHSIZE"),
            Map.entry(0x146, "NV_RANGE"),
            Map.entry(0x147, "NV_SIZE"),
            Map.entry(0x148, "NV_LOCKED"),
            Map.entry(0x149, "NV_AUTHORIZATION"),
            Map.entry(0x14A, "NV_UNINITIALIZED"),
            Map.entry(0x14B, "NV_SPACE"),
            Map.entry(0x14C, "NV_DEFINED"),
            Map.entry(0x153, "NEEDS_TEST"),
            Map.entry(0x902, "OBJECT_MEMORY"),
            Map.entry(0x903, "SESSION_MEMORY"),
            Map.entry(0x904, "MEMORY"),
            Map.entry(0x905, "SESSION_HANDLES"),
            Map.entry(0x906, "OBJECT_HANDLES"),
            Map.entry(0x907, "LOCALITY"),
            Map.entry(YIELDED, "YIELDED"),
            Map.entry(0x909, "CANCELED"),
            Map.entry(TESTING, "TESTING"),
            Map.entry(REFERENCE_H0, "REFERENCE_H0"),
            Map.entry(NV_RATE, "NV_RATE"),
            Map.entry(0x921, "LOCKOUT"),
            Map.entry(RETRY, "RETRY"),
            Map.entry(0x923, "NV_UNAVAILABLE"));

    private ResponseCode() {}

    static String describe(int code) {
        if ((code & FORMAT_ONE) == 0) {
            return "TPM_RC_" + OTHER_NAMES.getOrDefault(code, "unknown");
        }
        int number = code >>> 8 & 0xF;
        String name = "TPM_RC_" + FORMAT_ONE_NAMES.getOrDefault(code & 0x3F, "unknown");
        if ((code & OF_PARAMETER) != 0) {
            return name + " of parameter " + number;
        }
        return (code & OF_SESSION) != 0 ? name + " of session " + (number & 7) : name + " of handle " + number;
    }
}
