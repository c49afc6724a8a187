package dev.assay.enclave.guest.tdx;

import dev.assay.enclave.guest.BoundedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The log of what a TDX guest's firmware measured: the ACPI table that says where it lies, and the log (UEFI 2.10,
 * section 38.4; ACPI 6.5, CCEL). {@code EventLog} replays it.
 *
 * @param table the ACPI table CCEL
 * @param log the area, which is mostly unused
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FirmwareLog(byte[] table, byte[] log) {

    /** Below the root of the file system. */
    public static final Path TABLE = Path.of("sys/firmware/acpi/tables/CCEL");

    public static final Path LOG = Path.of("sys/firmware/acpi/tables/data/CCEL");

    private static final int MAX_TABLE_BYTES = 4096;
    /** Areas are 64 KiB to 256 KiB. */
    private static final int MAX_LOG_BYTES = 8 << 20;

    /** @param root of the file system; empty if the firmware left no log */
    public static Optional<FirmwareLog> under(Path root) throws IOException {
        Optional<byte[]> table = BoundedFile.read(root.resolve(TABLE), MAX_TABLE_BYTES);
        Optional<byte[]> log = BoundedFile.read(root.resolve(LOG), MAX_LOG_BYTES);
        return table.flatMap(bytes -> log.map(area -> new FirmwareLog(bytes, area)));
    }
}
