package dev.assay.enclave.guest.tpm;

import dev.assay.enclave.guest.kernel.Device;
import dev.assay.enclave.guest.kernel.DeviceFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The kernel's TPM device: a command is one write, its response one read. {@code /dev/tpmrm0} has the kernel's resource
 * manager, which removes what its user leaves behind; {@code /dev/tpm0} has not, and one user at a time.
 */
public final class TpmDevice implements TpmChannel {

    public static final Path DEVICE = Path.of("/dev/tpmrm0");

    private final Device device;

    private TpmDevice(Device device) {
        this.device = device;
    }

    /** @throws IOException if there is no TPM, or this process may not open it */
    public static TpmDevice open(Path device) throws IOException {
        return on(DeviceFile.open(device));
    }

    /** On a device that is open; it is closed with this. */
    public static TpmDevice on(Device device) {
        return new TpmDevice(device);
    }

    @Override
    public String name() {
        return device.name();
    }

    @Override
    public synchronized byte[] transmit(byte[] command) throws IOException {
        device.write(command);
        byte[] response = device.read(MAX_BYTES);
        if (response.length == 0) {
            throw new IOException(name() + ": no response");
        }
        return response;
    }

    @Override
    public void close() {
        device.close();
    }
}
