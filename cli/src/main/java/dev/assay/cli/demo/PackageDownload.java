package dev.assay.cli.demo;

import dev.assay.cli.demo.PublishedPackage.PinnedFile;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Fetches a published package with the npm client, and keeps the pinned files of it. */
public final class PackageDownload {

    private final Path cache;
    private final Duration patience;
    private final Consumer<String> progress;

    /** @param patience how long the npm client may take */
    public PackageDownload(Path cache, Duration patience, Consumer<String> progress) {
        this.cache = cache;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * The folder with the files, each with its pinned hash; nothing is downloaded if they are there.
     *
     * @throws IOException if npm is not there, the registry does not answer in time, or a hash differs
     */
    public Path fetch(PublishedPackage wanted) throws IOException, InterruptedException {
        Path folder = cache.resolve(wanted.name().replaceAll("[^a-z0-9.-]+", "-") + "-" + wanted.version());
        if (!isComplete(folder, wanted)) {
            Path work = Files.createDirectories(
                    cache.resolve("download-" + ProcessHandle.current().pid()));
            try {
                download(wanted, work);
                keep(wanted, work, folder);
            } finally {
                Trees.delete(work);
            }
        }
        return folder;
    }

    private void download(PublishedPackage wanted, Path work) throws IOException, InterruptedException {
        String spec = wanted.name() + "@" + wanted.version();
        run(work, "npm pack " + spec, List.of("npm", "pack", "--silent", "--ignore-scripts", spec));
        List<String> unpack =
                new ArrayList<>(List.of("tar", "-xzf", archive(work).toString()));
        wanted.files().forEach(file -> unpack.add(file.path()));
        run(work, "unpacking", unpack);
    }

    private static Path archive(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("npm pack left no archive"));
        }
    }

    private void run(Path work, String what, List<String> command) throws IOException, InterruptedException {
        Path log = work.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            for (long second = 1; !process.waitFor(1, TimeUnit.SECONDS); second++) {
                if (second >= patience.toSeconds()) {
                    throw new IOException(what + " took longer than " + patience.toSeconds() + " s");
                }
                progress.accept(String.format(Locale.ROOT, "%s, %d s", what, second));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(what + " failed: " + lastLine(log));
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    private static void keep(PublishedPackage wanted, Path work, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (PinnedFile file : wanted.files()) {
            Path unpacked = work.resolve(file.path());
            if (!isPinned(unpacked, file)) {
                throw new IOException(file.path() + " of " + wanted.name() + " is not the pinned file");
            }
            Files.move(unpacked, folder.resolve(file.fileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean isComplete(Path folder, PublishedPackage wanted) throws IOException {
        for (PinnedFile file : wanted.files()) {
            if (!isPinned(folder.resolve(file.fileName()), file)) {
                return false;
            }
        }
        return true;
    }

    /** A regular file of that size and hash; a link in an archive could lead anywhere. */
    private static boolean isPinned(Path path, PinnedFile file) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) != file.sizeBytes()) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return Digest.sha256(in.readAllBytes()).equals(file.sha256());
        }
    }
}
