package dev.assay.enclave.guest.sev;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Reads what the firmware answered. The kernel decrypted it, so the host cannot have written it; it is checked
 * anyway.
 */
final class SnpResponse {

    static final int REPORT_BYTES = 1184;

    private static final long STATUS = 0;
    private static final long REPORT_SIZE = 4;
    private static final long REPORT = 32;
    private static final int REPORT_DATA = 80;
    private static final long KEY = 32;
    private static final int KEY_BYTES = 32;

    private SnpResponse() {}

    /**
     * The report of MSG_REPORT_RSP (AMD 56860, table 25). Checks:
     *
     * <ol>
     *   <li>the status is success;
     *   <li>the report has 1184 bytes;
     *   <li>it is about the data that was asked for: one of another request would bind other keys.
     * </ol>
     */
    static byte[] report(String device, MemorySegment response, byte[] reportData) throws IOException {
        checkStatus(device, response);
        int size = response.get(JAVA_INT, REPORT_SIZE);
        if (size != REPORT_BYTES) {
            throw new IOException(device + ": a report of " + Integer.toUnsignedString(size) + " bytes");
        }
        byte[] report = response.asSlice(REPORT, REPORT_BYTES).toArray(JAVA_BYTE);
        if (!Arrays.equals(reportData, 0, 64, report, REPORT_DATA, REPORT_DATA + 64)) {
            throw new IOException(device + ": the report is about other data than was asked for");
        }
        return report;
    }

    /** The key of MSG_KEY_RSP (AMD 56860, table 21). */
    static byte[] key(String device, MemorySegment response) throws IOException {
        checkStatus(device, response);
        return response.asSlice(KEY, KEY_BYTES).toArray(JAVA_BYTE);
    }

    private static void checkStatus(String device, MemorySegment response) throws IOException {
        int status = response.get(JAVA_INT, STATUS);
        if (status != 0) {
            throw new IOException(device + ": the firmware answers with status 0x" + Integer.toHexString(status) + " "
                    + FirmwareError.firmwareName(status));
        }
    }
}
