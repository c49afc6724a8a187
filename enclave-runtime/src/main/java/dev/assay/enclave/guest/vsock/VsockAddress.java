package dev.assay.enclave.guest.vsock;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/**
 * A context, which is a machine, and a port (linux/vm_sockets.h).
 *
 * @param cid unsigned
 * @param port unsigned
 */
public record VsockAddress(int cid, int port) {

    /** VMADDR_CID_ANY: whoever this machine is; and VMADDR_PORT_ANY: a port that the kernel chooses. */
    public static final int ANY = -1;

    /** VMADDR_CID_LOCAL: this machine, on kernels with loopback. */
    public static final int LOCAL_CID = 1;

    /** VMADDR_CID_HOST. */
    public static final int HOST_CID = 2;

    /** The instance that started a Nitro enclave: its host, under a number of its own. */
    public static final int NITRO_PARENT_CID = 3;

    static final int AF_VSOCK = 40;

    /** {@code struct sockaddr_vm}. */
    static final MemoryLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_SHORT.withName("svm_family"),
            JAVA_SHORT.withName("svm_reserved1"),
            JAVA_INT.withName("svm_port"),
            JAVA_INT.withName("svm_cid"),
            JAVA_BYTE.withName("svm_flags"),
            MemoryLayout.sequenceLayout(3, JAVA_BYTE).withName("svm_zero"));

    private static final long FAMILY = 0;
    private static final long PORT = 4;
    private static final long CID = 8;

    MemorySegment in(Arena arena) {
        MemorySegment address = arena.allocate(LAYOUT);
        address.set(JAVA_SHORT, FAMILY, (short) AF_VSOCK);
        address.set(JAVA_INT, PORT, port);
        address.set(JAVA_INT, CID, cid);
        return address;
    }

    static VsockAddress of(MemorySegment address) {
        return new VsockAddress(address.get(JAVA_INT, CID), address.get(JAVA_INT, PORT));
    }

    @Override
    public String toString() {
        return "vsock " + Integer.toUnsignedString(cid) + ":" + Integer.toUnsignedString(port);
    }
}
