package dev.assay.enclave.guest.fake;

import java.lang.foreign.MemorySegment;

/** A device driver as the kernel calls it: results, or negated errnos. Pointers are those of this process. */
public interface FakeDriver {

    int ENOTTY = 25;

    /** @param argument as many bytes as the request's number says */
    default int ioctl(long request, MemorySegment argument) {
        return -ENOTTY;
    }

    /** What the next read gets. */
    default byte[] read() {
        return new byte[0];
    }

    /** Takes all of it, or none. */
    default int write(byte[] bytes) {
        return -ENOTTY;
    }

    /** The memory behind a pointer of an ioctl's structure. */
    static MemorySegment memory(long address, long size) {
        return MemorySegment.ofAddress(address).reinterpret(size);
    }
}
