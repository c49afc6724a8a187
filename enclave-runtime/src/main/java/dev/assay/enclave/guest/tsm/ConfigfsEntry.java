package dev.assay.enclave.guest.tsm;

import dev.assay.enclave.guest.kernel.DeviceFile;
import dev.assay.enclave.guest.kernel.Errno;
import dev.assay.enclave.guest.kernel.KernelException;
import dev.assay.enclave.guest.kernel.Libc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** An entry in configfs. Its name is random: nobody else can have made it before, or guess it. */
final class ConfigfsEntry implements ReportEntry {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME_BYTES = 16;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    private ConfigfsEntry(Path folder) {
        this.folder = folder;
    }

    /** @throws IOException if configfs is not mounted, no driver serves reports, or this process may not */
    static ConfigfsEntry create(Path reports) throws IOException {
        if (!Files.isDirectory(reports)) {
            throw new IOException(reports + " is not there: mount configfs and load the driver of this TEE"
                    + " (tdx_guest, sev_guest or arm_cca_guest; Linux 6.7 or later)");
        }
        byte[] name = new byte[NAME_BYTES];
        RANDOM.nextBytes(name);
        Path folder = reports.resolve("assay-" + HexFormat.of().formatHex(name));
        try {
            return new ConfigfsEntry(Files.createDirectory(folder));
        } catch (IOException e) {
            throw new IOException(reports + ": no request can be made here: run as root, and with a driver loaded", e);
        }
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public void write(String attribute, byte[] value) throws IOException {
        try (DeviceFile file = DeviceFile.open(folder.resolve(attribute), Libc.O_WRONLY)) {
            file.write(value);
        }
    }

    @Override
    public Optional<byte[]> read(String attribute, int most) throws IOException {
        try (DeviceFile file = DeviceFile.open(folder.resolve(attribute), Libc.O_RDONLY)) {
            return Optional.of(readAll(file, most));
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static byte[] readAll(DeviceFile file, int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = file.read(BUFFER_BYTES);
        while (part.length > 0) {
            all.writeBytes(part);
            if (all.size() > most) {
                throw new IOException(file.name() + ": more than " + most + " bytes");
            }
            part = file.read(BUFFER_BYTES);
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder);
    }
}
