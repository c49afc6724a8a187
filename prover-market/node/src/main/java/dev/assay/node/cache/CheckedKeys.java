package dev.assay.node.cache;

import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which proving keys passed the checks that read every point of them, by the SHA-256 of their files, so that a process that
 * starts again need not repeat them: an empty file for each. Others cannot write into the folder.
 */
public final class CheckedKeys {

    private static final Logger log = LoggerFactory.getLogger(CheckedKeys.class);

    /** Grows when a check is added: what passed fewer is checked again. */
    private static final String CHECKS = ".1";

    private static final int MAX_FILES = 4096;

    private final Path folder;

    private CheckedKeys(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws IOException if the folder cannot be made, or others can write into it ({@link OwnFolder})
     * @throws UnsupportedOperationException where files have no POSIX permissions
     */
    public static CheckedKeys in(Path folder) throws IOException {
        return new CheckedKeys(OwnFolder.make(folder));
    }

    /** @param zkey SHA-256 of the whole file */
    public boolean contains(Digest zkey) {
        try {
            Files.setLastModifiedTime(file(zkey), FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            log.warn("{} is not read, the key is checked again: {}", file(zkey), e.getMessage());
            return false;
        }
    }

    /** Fails silently but for a line in the log: the next process checks again. */
    public void add(Digest zkey) {
        try {
            Files.write(file(zkey), new byte[0]);
            evict();
        } catch (IOException e) {
            log.warn("{} is not kept, the next process checks again: {}", file(zkey), e.getMessage());
        }
    }

    private Path file(Digest zkey) {
        return folder.resolve(zkey.hex() + CHECKS);
    }

    private void evict() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            if (all.size() > MAX_FILES) {
                Files.deleteIfExists(all.stream()
                        .min(Comparator.comparing(CheckedKeys::lastUsed))
                        .orElseThrow());
            }
        }
    }

    private static FileTime lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
