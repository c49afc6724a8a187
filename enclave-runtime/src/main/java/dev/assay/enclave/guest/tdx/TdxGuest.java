package dev.assay.enclave.guest.tdx;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.assay.enclave.guest.kernel.Device;
import dev.assay.enclave.guest.kernel.DeviceFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A guest of Intel TDX that asks its CPU directly. What it gets is a TDREPORT, whose MAC only this machine's CPU can
 * check: a quoting enclave makes a quote of it, which {@code TsmGuest} asks for.
 */
public final class TdxGuest implements AutoCloseable {

    public static final Path DEVICE = Path.of("/dev/tdx_guest");

    /** {@code struct tdx_report_req} of linux/tdx-guest.h. */
    static final MemoryLayout REQUEST = MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(64, JAVA_BYTE).withName("reportdata"),
            MemoryLayout.sequenceLayout(1024, JAVA_BYTE).withName("tdreport"));

    /** TDX_CMD_GET_REPORT0, {@code _IOWR('T', 1, struct tdx_report_req)}. */
    static final long GET_REPORT0 = 0xC440_5401L;

    private static final int REPORT_DATA_BYTES = 64;
    /** REPORTMACSTRUCT (Intel 344425, section 4.6): its first byte is the type, 0x81 for TDX. */
    private static final byte TYPE_TDX = (byte) 0x81;

    private static final int REPORT_DATA = 128;

    private final Device device;

    private TdxGuest(Device device) {
        this.device = device;
    }

    /** @throws IOException if this is no TDX guest, or this process may not open the device */
    public static TdxGuest open(Path device) throws IOException {
        return on(DeviceFile.open(device));
    }

    /** On a device that is open; it is closed with the guest. */
    public static TdxGuest on(Device device) {
        return new TdxGuest(device);
    }

    /**
     * A TDREPORT, 1024 bytes, about 64 bytes.
     *
     * @throws IOException if the device refuses, or what it gave is of another type or about other data
     */
    public byte[] localReport(byte[] reportData) throws IOException {
        if (reportData.length != REPORT_DATA_BYTES) {
            throw new IllegalArgumentException("report data of " + reportData.length + " bytes");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST);
            MemorySegment.copy(reportData, 0, request, JAVA_BYTE, 0, REPORT_DATA_BYTES);
            device.ioctl(GET_REPORT0, request);
            return checked(request.asSlice(REPORT_DATA_BYTES).toArray(JAVA_BYTE), reportData);
        }
    }

    private byte[] checked(byte[] report, byte[] reportData) throws IOException {
        boolean same = Arrays.equals(reportData, 0, 64, report, REPORT_DATA, REPORT_DATA + 64);
        if (report[0] != TYPE_TDX || !same) {
            throw new IOException(
                    device.name() + ": the report is of another type, or about other data than was asked for");
        }
        return report;
    }

    @Override
    public void close() {
        device.close();
    }
}
