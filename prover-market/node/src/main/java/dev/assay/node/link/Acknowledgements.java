package dev.assay.node.link;

import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the market signed when it got the node's bids, newest last, in a folder: {@code assay audit --ack} shows with them that
 * a bid was left out of its round.
 */
final class Acknowledgements {

    /** Of half a kilobyte each. */
    static final int MAX_FILES = 4096;

    private static final int MAX_NOTE_BYTES = 64 << 10;

    private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);

    private final Path folder;
    private final Deque<Path> files = new ArrayDeque<>();

    Acknowledgements(Path folder) {
        this.folder = folder;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                List<Path> oldestFirst = found.sorted(Comparator.comparingLong(Acknowledgements::writtenAt))
                        .toList();
                files.addAll(oldestFirst);
            } catch (IOException e) {
                log.warn("earlier acknowledgements are not counted: {}", e.getMessage());
            }
        }
    }

    private static long writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    /** A full disk must not keep the node from proving. */
    void keep(Digest jobId, byte[] note) {
        if (note.length == 0 || note.length > MAX_NOTE_BYTES) {
            return;
        }
        Path file = folder.resolve(jobId.hex() + "-" + Digest.sha256(note).shortHex() + ".txt");
        try {
            Files.createDirectories(folder);
            Files.write(file, note);
            files.add(file);
            while (files.size() > MAX_FILES) {
                Files.deleteIfExists(files.remove());
            }
        } catch (IOException e) {
            log.warn("the acknowledgement of a bid is not kept: {}", e.getMessage());
        }
    }
}
