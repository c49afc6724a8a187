package dev.assay.verification.tee.eventlog;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The ACPI table that says where a confidential VM's event log lies (ACPI 6.5, section 5.2.34). Nobody signs it: it is read
 * to know of which TEE the log is, and how long it can be.
 *
 * @param logBytes the least size of the log area (LAML)
 * @param logAddress physical (LASA); meaningless outside of the VM
 */
public record CcelTable(int subtype, long logBytes, long logAddress) {

    static final int BYTES = 56;

    private static final byte[] SIGNATURE = "CCEL".getBytes(StandardCharsets.US_ASCII);
    /** Section 5.2.34.1: 1 is AMD SEV, 2 Intel TDX. */
    private static final int INTEL_TDX = 2;

    /** Revision, checksum, OEM and creator fields. */
    private static final int HEADER_REST = 36 - 4 - 4;

    /** @throws Rejection unless the bytes are one CCEL table of Intel TDX with a right checksum */
    public static CcelTable parse(byte[] table) {
        if (table.length != BYTES) {
            throw wrong(table.length + " bytes, not " + BYTES);
        }
        checkSum(table);
        LogReader in = new LogReader("CCEL", table);
        if (!Arrays.equals(in.take(SIGNATURE.length), SIGNATURE) || in.u32() != BYTES) {
            throw wrong("another signature, or length");
        }
        in.take(HEADER_REST);
        int type = in.u8();
        int subtype = in.u8();
        in.u16(); // reserved
        if (type != INTEL_TDX) {
            throw wrong("a TEE of type " + type);
        }
        return new CcelTable(subtype, in.u64(), in.u64());
    }

    /** ACPI 6.5, section 5.2.6: the sum of all bytes is zero. */
    private static void checkSum(byte[] table) {
        byte sum = 0;
        for (byte each : table) {
            sum += each;
        }
        if (sum != 0) {
            throw wrong("a wrong checksum");
        }
    }

    private static Rejection wrong(String what) {
        return new Rejection(Reason.CCEL_TABLE, what);
    }
}
