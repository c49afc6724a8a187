package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A TDREPORT_STRUCT (Intel TDX module ABI, TDG.MR.REPORT): REPORTMACSTRUCT, TEE_TCB_INFO at 256 and TDINFO at 512. Only the
 * processor that made it can check its MAC, so here it is compared with a quote and no more.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LocalTdReport(byte[] bytes) {

    static final int BYTES = 1024;

    /** REPORTTYPE: the type 0x81 is TDX; subtype and reserved bytes are zero. */
    private static final int TYPE_TDX = 0x81;

    private static final int REGISTER_BYTES = 48;

    LocalTdReport {
        if ((bytes[0] & 0xFF) != TYPE_TDX) {
            throw new Rejection(Reason.HCL_HEADER, "a TDREPORT of type 0x" + Integer.toHexString(bytes[0] & 0xFF));
        }
    }

    byte[] reportData() {
        return field(128, 64);
    }

    /** By the names that a quote's registers have; a quote of TDX 1.0 has all but mrservicetd. */
    SortedMap<String, byte[]> registers() {
        SortedMap<String, byte[]> registers = new TreeMap<>();
        registers.put("mrseam", field(256 + 24, REGISTER_BYTES));
        registers.put("mrsignerseam", field(256 + 72, REGISTER_BYTES));
        registers.put("tdattributes", field(512, 8));
        registers.put("xfam", field(520, 8));
        String[] names = {
            "mrtd", "mrconfigid", "mrowner", "mrownerconfig", "rtmr0", "rtmr1", "rtmr2", "rtmr3", "mrservicetd"
        };
        for (int i = 0; i < names.length; i++) {
            registers.put(names[i], field(528 + i * REGISTER_BYTES, REGISTER_BYTES));
        }
        return registers;
    }

    /** TEE_TCB_SVN of the platform and the TDX module when the domain was launched. */
    byte[] teeTcbSvn() {
        return field(256 + 8, 16);
    }

    /** TEE_TCB_SVN_2: the same when the report was made. */
    byte[] teeTcbSvn2() {
        return field(256 + 128, 16);
    }

    /** ATTRIBUTES of TEE_TCB_INFO: the TDX module's own. */
    byte[] seamAttributes() {
        return field(256 + 120, 8);
    }

    private byte[] field(int at, int length) {
        return Arrays.copyOfRange(bytes, at, at + length);
    }
}
