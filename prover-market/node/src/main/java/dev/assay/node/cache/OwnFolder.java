package dev.assay.node.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder whose files this process believes: whoever else can write there decides what it runs and what it trusts. */
final class OwnFolder {

    /** {@code S_IWGRP | S_IWOTH} and {@code S_ISVTX} (POSIX, sys/stat.h). */
    private static final int WRITABLE_BY_OTHERS = 0022;

    private static final int STICKY = 01000;

    private OwnFolder() {}

    /**
     * @return the folder, made if it was not there, without links in its path
     * @throws IOException if it cannot be made, is not this user's, or others can write into it or rename it
     * @throws UnsupportedOperationException where files have no POSIX permissions
     */
    static Path make(Path folder) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder, ownerOnly);
        Path real = folder.toRealPath();
        for (Path each = real; each != null; each = each.getParent()) {
            refuseIfOthersWrite(each);
        }
        Path probe = Files.createTempFile(real, "probe-", "");
        boolean own = Files.getOwner(probe).equals(Files.getOwner(real));
        Files.delete(probe);
        if (!own) {
            throw new IOException(real + " is another user's, and what is in it is believed");
        }
        return real;
    }

    /** In a sticky folder, such as /tmp, others cannot rename what is not theirs. */
    private static void refuseIfOthersWrite(Path folder) throws IOException {
        int mode = (int) Files.getAttribute(folder, "unix:mode");
        if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
            throw new IOException(folder + " can be written by others, and what is in it is believed: chmod go-w it");
        }
    }
}
