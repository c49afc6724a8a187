package dev.assay.cli.network;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Home;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one embedded network. This process holds a lock on it, which the system lets go however the process ends,
 * so that two networks never share one database.
 */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "up.lock";
    private static final String PID = "up.pid";

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static DataFolder open(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        FileChannel lock =
                FileChannel.open(absolute.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isTaken(lock)) {
            lock.close();
            throw CommandFailure.world(
                    "another 'assay up'" + pidOf(absolute) + " uses " + absolute,
                    "Stop that one, or use another folder: --data DIR --listen HOST:PORT");
        }
        Files.writeString(
                absolute.resolve(PID), Long.toString(ProcessHandle.current().pid()));
        return new DataFolder(absolute, lock);
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String pidOf(Path folder) {
        try {
            return " (process "
                    + Files.readString(folder.resolve(PID), StandardCharsets.US_ASCII)
                            .strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }

    Path path() {
        return folder;
    }

    Path market() {
        return folder.resolve("market");
    }

    Path node() {
        return folder.resolve("node");
    }

    Path enclave() {
        return folder.resolve("enclave");
    }

    Path log() {
        return folder.resolve("assay.log");
    }

    Path simulatedRoot() {
        return folder.resolve(Home.SIMULATED_ROOT);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve(PID));
        lock.close();
    }
}
