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
    private static final int ROOT = 0;

    private OwnFolder() {}

    /**
     * @return the folder, made if it was not there, without links in its path
     * @throws IOException if it cannot be made, or if others own or can write into it or a folder that it lies in
     * @throws UnsupportedOperationException where files have no POSIX permissions
     */
    static Path make(Path folder) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder, ownerOnly);
        Path real = folder.toRealPath();
        int user = user(real);
        for (Path each = real; each != null; each = each.getParent()) {
            refuseAnothers(each, user);
            refuseIfOthersWrite(each);
        }
        return real;
    }

    /** Who owns the files that this process makes. */
    private static int user(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "probe-", "");
        int user = uid(probe);
        Files.delete(probe);
        return user;
    }

    private static int uid(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }

    /** The owner of a folder may rename what is in it. */
    private static void refuseAnothers(Path folder, int user) throws IOException {
        int owner = uid(folder);
        if (owner != user && owner != ROOT) {
            throw new IOException(folder + " is another user's, and what is below it is believed");
        }
    }

    /** In a sticky folder, such as /tmp, others cannot rename what is not theirs. */
    private static void refuseIfOthersWrite(Path folder) throws IOException {
        int mode = (int) Files.getAttribute(folder, "unix:mode");
        if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
            throw new IOException(folder + " can be written by others, and what is in it is believed: chmod go-w it");
        }
    }
}
