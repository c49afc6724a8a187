package dev.assay.enclave.guest.tdx;

import dev.assay.enclave.guest.kernel.DeviceFile;
import dev.assay.enclave.guest.kernel.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The measurements of a TDX guest as Linux 6.16 and later show them
 * (Documentation/ABI/testing/sysfs-devices-virtual-misc-tdx_guest). Registers 0 and 1 are the firmware's, 2 is the
 * kernel's, 3 the application's. A log of what was extended must be written in the same critical section as the
 * extension: {@link #extend} holds the lock of this object, so callers write their log under it.
 */
public final class RuntimeRegisters {

    /** Below the root of the file system. */
    public static final Path FOLDER = Path.of("sys/devices/virtual/misc/tdx_guest/measurements");

    /** SHA-384. */
    public static final int REGISTER_BYTES = 48;

    private final Path folder;

    private RuntimeRegisters(Path folder) {
        this.folder = folder;
    }

    /** @param root of the file system; empty if this kernel shows no registers */
    public static Optional<RuntimeRegisters> under(Path root) {
        Path folder = root.resolve(FOLDER);
        return Files.isDirectory(folder) ? Optional.of(new RuntimeRegisters(folder)) : Optional.empty();
    }

    /** RTMR 0 to 3. */
    public byte[] read(int index) throws IOException {
        return readRegister("rtmr" + checked(index, 0) + ":sha384");
    }

    /** MRTD: the guest as it was built. */
    public byte[] buildMeasurement() throws IOException {
        return readRegister("mrtd:sha384");
    }

    /**
     * Extends register 2 or 3 by a digest.
     *
     * @param digest 48 bytes
     * @return what the register holds then
     * @throws IOException if the kernel refuses, or another process extended it at the same time: then a log that says
     *     what was extended here will not replay
     */
    public synchronized byte[] extend(int index, byte[] digest) throws IOException {
        if (digest.length != REGISTER_BYTES) {
            throw new IllegalArgumentException("a digest of " + digest.length + " bytes");
        }
        byte[] expected = extended(read(checked(index, 2)), digest);
        try (DeviceFile file = DeviceFile.open(folder.resolve("rtmr" + index + ":sha384"), Libc.O_WRONLY)) {
            file.write(digest);
        }
        byte[] value = read(index);
        if (!Arrays.equals(expected, value)) {
            throw new IOException(folder + ": register " + index + " was extended by somebody else at the same time");
        }
        return value;
    }

    private byte[] readRegister(String name) throws IOException {
        try (DeviceFile file = DeviceFile.open(folder.resolve(name), Libc.O_RDONLY)) {
            byte[] value = file.read(REGISTER_BYTES + 1);
            if (value.length != REGISTER_BYTES) {
                throw new IOException(file.name() + ": a register of " + value.length + " bytes");
            }
            return value;
        }
    }

    private static int checked(int index, int lowest) {
        if (index < lowest || index > 3) {
            throw new IllegalArgumentException("register " + index);
        }
        return index;
    }

    private static byte[] extended(byte[] register, byte[] digest) {
        try {
            MessageDigest sha384 = MessageDigest.getInstance("SHA-384");
            sha384.update(register);
            return sha384.digest(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-384", e);
        }
    }
}
