package dev.assay.enclave.guest.sev;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.assay.enclave.guest.kernel.Device;
import dev.assay.enclave.guest.kernel.KernelException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/** One request to the firmware. While the host says that it is busy, the request is made again, for a while. */
record SevDevice(Device device) {

    /** The first wait of 10 ms is doubled each time: some ten seconds in all. */
    private static final int MOST_TRIES = 11;

    private static final long FIRST_WAIT_NANOS = 10_000_000;

    /** @throws FirmwareError if the firmware or the host refuses */
    void request(String name, long number, MemorySegment request, MemorySegment response) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                ioctl(name, number, request, response);
                return;
            } catch (FirmwareError e) {
                if (e.hypervisor() != FirmwareError.VMM_BUSY || tries == MOST_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(FIRST_WAIT_NANOS << (tries - 1));
            }
        }
    }

    private void ioctl(String name, long number, MemorySegment request, MemorySegment response) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment io = arena.allocate(SevLayout.REQUEST);
            io.set(JAVA_BYTE, SevLayout.MSG_VERSION, (byte) 1);
            io.set(JAVA_LONG, SevLayout.REQ_DATA, request.address());
            io.set(JAVA_LONG, SevLayout.RESP_DATA, response.address());
            try {
                device.ioctl(number, io);
            } catch (KernelException e) {
                throw new FirmwareError(device.name(), name, io.get(JAVA_LONG, SevLayout.EXITINFO2), e);
            }
        }
    }
}
