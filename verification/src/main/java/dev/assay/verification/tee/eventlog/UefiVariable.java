package dev.assay.verification.tee.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * UEFI_VARIABLE_DATA (PFP 1.06, section 10.2.6).
 *
 * @param vendor the GUID's 16 bytes, in hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UefiVariable(String vendor, String name, byte[] value) {

    /** EFI_GLOBAL_VARIABLE, 8be4df61-93ca-11d2-aa0d-00e098032b8c (UEFI 2.10, section 3.3). */
    static final String GLOBAL = "61dfe48bca93d211aa0d00e098032b8c";

    /** Of UTF-16 units. */
    private static final int MAX_NAME = 1024;

    static UefiVariable parse(byte[] data) {
        LogReader in = new LogReader("UEFI_VARIABLE_DATA", data);
        String vendor = HexFormat.of().formatHex(in.take(16));
        long nameLength = in.u64();
        long valueLength = in.u64();
        if (nameLength > MAX_NAME) {
            throw in.malformed("has a name of " + nameLength);
        }
        String name = new String(in.take(2 * nameLength), StandardCharsets.UTF_16LE);
        byte[] value = in.take(valueLength);
        in.end();
        return new UefiVariable(vendor, name, value);
    }

    boolean isSecureBoot() {
        return vendor.equals(GLOBAL) && name.equals("SecureBoot");
    }
}
