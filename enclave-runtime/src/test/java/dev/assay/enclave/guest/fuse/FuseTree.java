package dev.assay.enclave.guest.fuse;

import java.lang.foreign.MemorySegment;

/** The files that a mount serves, by path; results, or negated errnos. */
public interface FuseTree {

    int ENOENT = 2;
    int EACCES = 13;
    int ENOTTY = 25;

    /** What a path is. */
    enum Kind {
        FILE,
        FOLDER,
        ABSENT
    }

    /** What a read gives. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Read(int errno, byte[] bytes) {}

    Kind kind(String path);

    default int makeFolder(String path) {
        return -EACCES;
    }

    default int removeFolder(String path) {
        return -EACCES;
    }

    default int open(String path) {
        return 0;
    }

    Read read(String path, long offset);

    int write(String path, byte[] bytes);

    /** A file that was opened is closed. */
    default void closed(String path) {}

    default int ioctl(String path, long request, MemorySegment argument) {
        return -ENOTTY;
    }
}
