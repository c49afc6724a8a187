package dev.assay.node.cache;

import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.endive.compiler.Cache;
import run.endive.compiler.MachineFactoryCompiler;

/**
 * What circuits' programs were compiled to, in files that outlive the process. A file holds the SHA-256 of what
 * follows, so that a torn one is not loaded; it is code that this process runs, and others cannot write into the
 * folder. The least recently used go first.
 */
public final class CompiledPrograms {

    private static final Logger log = LoggerFactory.getLogger(CompiledPrograms.class);
    private static final int MAX_FILES = 64;
    private static final long MAX_FILE_BYTES = 512L << 20;
    private static final long MAX_BYTES = 2L << 30;
    private static final String PART = "part-";

    private final Path folder;

    private CompiledPrograms(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws IOException if the folder cannot be made, or others can write into it ({@link OwnFolder})
     * @throws UnsupportedOperationException where files have no POSIX permissions
     */
    public static CompiledPrograms in(Path folder) throws IOException {
        return new CompiledPrograms(OwnFolder.make(folder));
    }

    /** For the compilation of one program. A cache that fails costs time and no more: it says so in the log. */
    public Cache of(Digest wasm) {
        return new Cache() {
            @Override
            public byte @Nullable [] get(String key) {
                return read(file(wasm, key));
            }

            @Override
            public void putIfAbsent(String key, byte[] compiled) {
                if (compiled.length <= MAX_FILE_BYTES) {
                    write(file(wasm, key), compiled);
                }
            }
        };
    }

    private Path file(Digest wasm, String key) {
        String all = String.join("\n", wasm.hex(), key, compiler());
        return folder.resolve(
                Digest.sha256(all.getBytes(StandardCharsets.UTF_8)).hex());
    }

    /** Another version may compile otherwise: the name of its jar has it. */
    private static String compiler() {
        String place = String.valueOf(MachineFactoryCompiler.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation());
        return place.substring(place.lastIndexOf('/') + 1) + " on Java "
                + Runtime.version().feature();
    }

    private static byte @Nullable [] read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                return null;
            }
            byte[] bytes = Files.readAllBytes(file);
            byte[] compiled = Arrays.copyOfRange(bytes, Math.min(Digest.SIZE_BYTES, bytes.length), bytes.length);
            if (!Arrays.equals(seal(compiled), Arrays.copyOf(bytes, Digest.SIZE_BYTES))) {
                Files.deleteIfExists(file);
                return null;
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return compiled;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            log.warn("{} is not read, the program is compiled again: {}", file, e.getMessage());
            return null;
        }
    }

    private void write(Path file, byte[] compiled) {
        try {
            Path part = Files.createTempFile(folder, PART, "");
            try {
                Files.write(part, concatenated(seal(compiled), compiled));
                move(part, file);
            } finally {
                Files.deleteIfExists(part);
            }
            evict();
        } catch (IOException e) {
            log.warn("{} is not kept, the next process compiles again: {}", file, e.getMessage());
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void evict() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> newestFirst = files.sorted(
                            Comparator.comparing(CompiledPrograms::lastUsed).reversed())
                    .toList();
            long bytes = 0;
            for (int i = 0; i < newestFirst.size(); i++) {
                bytes += Files.size(newestFirst.get(i));
                if (i >= MAX_FILES || bytes > MAX_BYTES) {
                    Files.deleteIfExists(newestFirst.get(i));
                }
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

    private static byte[] seal(byte[] compiled) {
        return Digest.sha256(compiled).bytes();
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
