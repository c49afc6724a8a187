package dev.assay.market.artifact;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The artifacts that anybody may upload, and those that arrive. Each upload writes a file of its own, so that no sender can
 * touch what another one sends under the same hash. What a broken upload leaves becomes the artifact's partial file, which
 * one later upload can claim and go on from.
 *
 * <p>All files together have a limit; abandoned partials give way before it is reached.
 */
public final class ArtifactStore {

    private static final String ARRIVING = ".arriving-";

    private final ArtifactFolder folder;
    private final Path partials;
    private final long maxBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    /** @param maxBytes of all files together */
    public ArtifactStore(Path root, long maxBytes) throws IOException {
        this.folder = new ArtifactFolder(root);
        this.partials = root.resolve("partial");
        this.maxBytes = maxBytes;
        recover();
        try (Stream<Path> files = Files.walk(root)) {
            usedBytes.set(files.filter(Files::isRegularFile)
                    .mapToLong(ArtifactStore::sizeBytes)
                    .sum());
        }
    }

    /** The files of uploads that a killed process had open are abandoned ones. */
    private void recover() throws IOException {
        for (Path file : partialFiles()) {
            int dot = file.getFileName().toString().indexOf(ARRIVING);
            if (dot >= 0) {
                abandon(file, file.resolveSibling(file.getFileName().toString().substring(0, dot)));
            }
        }
    }

    public ArtifactFolder folder() {
        return folder;
    }

    /**
     * A file for one upload, which no other one opens.
     *
     * @throws Failure {@link ErrorCode#ARTIFACT_CORRUPT} if less than {@code offset} bytes are here (any more): begin anew
     */
    Arriving begin(Digest digest, long offset) throws IOException {
        Path own = Files.createTempFile(partials, digest.hex() + ARRIVING, "");
        Path partial = folder.partial(digest);
        if (offset > 0) {
            claim(digest, partial, own, offset);
        }
        return new Arriving(this, digest, own, offset);
    }

    /** By one rename, so that of two that want it one gets it. */
    private static void claim(Digest digest, Path partial, Path own, long offset) throws IOException {
        try {
            Files.move(partial, own, StandardCopyOption.ATOMIC_MOVE);
            if (Files.size(own) >= offset) {
                return;
            }
            abandon(own, partial);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(own);
        }
        throw new Failure(
                ErrorCode.ARTIFACT_CORRUPT, "not " + offset + " bytes of artifact " + digest + " are here: begin anew");
    }

    /** Keeps what has arrived for a later upload, unless something longer is there already. */
    static void abandon(Path own, Path partial) throws IOException {
        if (sizeBytes(own) > sizeBytes(partial)) {
            Files.move(own, partial, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(own);
        }
    }

    /** @throws Failure {@link ErrorCode#OVERLOADED} if the store is full */
    void take(long sizeBytes) throws IOException {
        if (usedBytes.addAndGet(sizeBytes) <= maxBytes || makeRoom()) {
            return;
        }
        usedBytes.addAndGet(-sizeBytes);
        throw new Failure(ErrorCode.OVERLOADED, "the artifact store is full: " + maxBytes + " bytes");
    }

    void giveBack(long sizeBytes) {
        usedBytes.addAndGet(-sizeBytes);
    }

    /** Deletes abandoned partials, the oldest first. */
    private synchronized boolean makeRoom() throws IOException {
        List<Path> abandoned = partialFiles().stream()
                .filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                .toList();
        for (Path file : abandoned) {
            if (usedBytes.get() <= maxBytes) {
                break;
            }
            long freed = sizeBytes(file);
            if (Files.deleteIfExists(file)) {
                giveBack(freed);
            }
        }
        return usedBytes.get() <= maxBytes;
    }

    private List<Path> partialFiles() throws IOException {
        try (Stream<Path> files = Files.list(partials)) {
            return files.toList();
        }
    }

    static long sizeBytes(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
