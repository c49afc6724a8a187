package dev.assay.enclave.guest.sev;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.assay.enclave.guest.kernel.Device;
import dev.assay.enclave.guest.kernel.DeviceFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * A guest of AMD SEV-SNP that speaks to its firmware directly: on kernels before 6.7, and for keys. Newer ones give
 * the same report by configfs ({@code TsmGuest}).
 */
public final class SevGuest implements AutoCloseable {

    public static final Path DEVICE = Path.of("/dev/sev-guest");

    /** What the report is about: REPORT_DATA. */
    public static final int REPORT_DATA_BYTES = 64;

    private static final int PAGE_BYTES = 4096;
    private static final int CERTIFICATE_ENTRY_BYTES = 24;
    /** SEV_FW_BLOB_MAX_SIZE: kernels refuse more room than that. */
    private static final int MAX_CERTIFICATE_BYTES = 0x4000;

    private final Device device;
    private final SevDevice firmware;

    private SevGuest(Device device) {
        this.device = device;
        this.firmware = new SevDevice(device);
    }

    /** @throws IOException if this is no such guest, or this process may not open the device */
    public static SevGuest open(Path device) throws IOException {
        return on(DeviceFile.open(device));
    }

    /** On a device that is open; it is closed with the guest. */
    public static SevGuest on(Device device) {
        return new SevGuest(device);
    }

    /**
     * A report without certificates.
     *
     * @param reportData 64 bytes
     * @param vmpl 0 to 3, not below the guest's own
     */
    public byte[] report(byte[] reportData, int vmpl) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(SevLayout.REPORT_REQUEST);
            fill(request, reportData, vmpl);
            MemorySegment response = arena.allocate(SevLayout.REPORT_RESPONSE_BYTES, 8);
            firmware.request("SNP_GET_REPORT", SevLayout.GET_REPORT, request, response);
            return SnpResponse.report(device.name(), response, reportData);
        }
    }

    /** A report and what the host has of certificates for it; as {@link #report} else. */
    public SnpEvidence evidence(byte[] reportData, int vmpl) throws IOException {
        int room = PAGE_BYTES;
        while (true) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment request = arena.allocate(SevLayout.EXTENDED_REQUEST);
                MemorySegment certificates = arena.allocate(room, PAGE_BYTES);
                fill(request, reportData, vmpl);
                request.set(JAVA_LONG, SevLayout.CERTS_ADDRESS, certificates.address());
                request.set(JAVA_INT, SevLayout.CERTS_LEN, room);
                MemorySegment response = arena.allocate(SevLayout.REPORT_RESPONSE_BYTES, 8);
                try {
                    firmware.request("SNP_GET_EXT_REPORT", SevLayout.GET_EXT_REPORT, request, response);
                } catch (FirmwareError e) {
                    room = larger(e, room, request.get(JAVA_INT, SevLayout.CERTS_LEN));
                    continue;
                }
                byte[] report = SnpResponse.report(device.name(), response, reportData);
                return new SnpEvidence(report, table(certificates.toArray(JAVA_BYTE)));
            }
        }
    }

    /** A table that begins with the entry of zeros, which ends it, is no table. */
    private static byte[] table(byte[] pages) {
        for (int i = 0; i < CERTIFICATE_ENTRY_BYTES; i++) {
            if (pages[i] != 0) {
                return pages;
            }
        }
        return new byte[0];
    }

    /**
     * The room that the host asks for: whole pages, more than before, within the kernel's limit; else the error
     * stays.
     */
    private static int larger(FirmwareError error, int room, int asked) throws FirmwareError {
        boolean sane = asked > room && asked <= MAX_CERTIFICATE_BYTES && asked % PAGE_BYTES == 0;
        if (error.hypervisor() != FirmwareError.VMM_INVALID_LEN || !sane) {
            throw error;
        }
        return asked;
    }

    private static void fill(MemorySegment request, byte[] reportData, int vmpl) {
        if (reportData.length != REPORT_DATA_BYTES || vmpl < 0 || vmpl > 3) {
            throw new IllegalArgumentException("report data of " + reportData.length + " bytes for VMPL " + vmpl);
        }
        MemorySegment.copy(reportData, 0, request, JAVA_BYTE, 0, REPORT_DATA_BYTES);
        request.set(JAVA_INT, SevLayout.VMPL, vmpl);
    }

    /** A secret of 32 bytes that this guest gets again on the same chip, as the request says, and others do not. */
    public byte[] derivedKey(DerivedKeyRequest key) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(SevLayout.KEY_REQUEST);
            request.set(JAVA_INT, 0, key.root().ordinal());
            request.set(JAVA_LONG, 8, key.fieldBits());
            request.set(JAVA_INT, 16, key.vmpl());
            request.set(JAVA_INT, 20, key.guestSvn());
            request.set(JAVA_LONG, 24, key.tcbVersion());
            MemorySegment response = arena.allocate(SevLayout.KEY_RESPONSE_BYTES, 8);
            firmware.request("SNP_GET_DERIVED_KEY", SevLayout.GET_DERIVED_KEY, request, response);
            byte[] secret = SnpResponse.key(device.name(), response);
            response.fill((byte) 0);
            return secret;
        }
    }

    @Override
    public void close() {
        device.close();
    }
}
