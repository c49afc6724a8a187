package dev.assay.enclave.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a folder of downloads small: whoever names workloads decides what is fetched, and must not fill the disk. */
final class FolderBudget {
    /** Files this young may be in use. */
    private static final Duration YOUNG = Duration.ofMinutes(2);

    private final Path folder;
    private final long mostBytes;

    private record Found(Path path, long sizeBytes, Instant modified) {}

    FolderBudget(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** Deletes the oldest files until the rest fits. */
    synchronized void enforce(Instant now) throws IOException {
        List<Found> files = files();
        long sizeBytes = files.stream().mapToLong(Found::sizeBytes).sum();
        for (Found oldest : files) {
            if (sizeBytes <= mostBytes || oldest.modified().isAfter(now.minus(YOUNG))) {
                return;
            }
            Files.deleteIfExists(oldest.path());
            sizeBytes -= oldest.sizeBytes();
        }
    }

    private List<Found> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.flatMap(FolderBudget::found)
                    .sorted(Comparator.comparing(Found::modified))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Stream<Found> found(Path path) {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            Instant modified = file.lastModifiedTime().toInstant();
            return file.isRegularFile() ? Stream.of(new Found(path, file.size(), modified)) : Stream.empty();
        } catch (NoSuchFileException gone) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
