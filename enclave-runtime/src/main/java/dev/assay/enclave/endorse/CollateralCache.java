package dev.assay.enclave.endorse;

import dev.assay.verification.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers on disk, one file each, by the SHA-256 of the question. A convenience: whoever writes to the folder can give us
 * what a source could give us, and no more. So a file that cannot be read is no file, and one that cannot be written is
 * written to the log.
 */
final class CollateralCache {

    private static final Logger LOG = LoggerFactory.getLogger(CollateralCache.class);

    private static final int FORMAT = 0x41_45_43_01;
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_PART = 3 << 20;
    private static final int MAX_FILES = 1024;
    private static final String SUFFIX = ".collateral";

    private final Path folder;

    /** @throws IOException if the folder cannot be made */
    CollateralCache(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Of any age: how long it is good is read anew, and not out of the file. */
    Optional<Kept> find(Question question, LifeReader reader) {
        Path file = file(question);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(read(Files.readAllBytes(file), question, reader));
        } catch (IOException | DateTimeException | Rejection e) {
            LOG.warn("{} in the cache cannot be read, and is asked for again: {}", question, e.toString());
            return Optional.empty();
        }
    }

    private static Kept read(byte[] file, Question question, LifeReader reader) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        if (in.readInt() != FORMAT || !text(part(in)).equals(question.address().toString())) {
            throw new IOException("of another format or question");
        }
        Instant fetched = Instant.ofEpochSecond(in.readLong());
        String chain = text(part(in));
        Answer answer = new Answer(part(in), chain);
        if (in.read() != -1) {
            throw new IOException("longer than it should be");
        }
        return new Kept(answer, reader.read(answer, fetched), fetched);
    }

    private static byte[] part(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_PART || length > in.available()) {
            throw new IOException("cut off");
        }
        return in.readNBytes(length);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whole or not at all, for readers in other processes too. */
    void keep(Question question, Kept kept) {
        try {
            Path unfinished = Files.createTempFile(folder, "unfinished", SUFFIX + ".new");
            try {
                Files.write(unfinished, bytes(question, kept));
                Files.move(
                        unfinished,
                        file(question),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            prune();
        } catch (IOException e) {
            LOG.warn("{} cannot be kept, and will be asked for again: {}", question, e.toString());
        }
    }

    private static byte[] bytes(Question question, Kept kept) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(FORMAT);
        write(out, question.address().toString().getBytes(StandardCharsets.UTF_8));
        out.writeLong(kept.fetched().getEpochSecond());
        write(out, kept.answer().chain().getBytes(StandardCharsets.UTF_8));
        write(out, kept.answer().body());
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }

    private Path file(Question question) {
        return folder.resolve(question.key() + SUFFIX);
    }

    /** Evidence of many machines must not fill the disk: the oldest go first. */
    private void prune() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            found.forEach(files::add);
        }
        if (files.size() > MAX_FILES) {
            files.sort(Comparator.comparing(file -> file.toFile().lastModified()));
            for (Path file : files.subList(0, files.size() - MAX_FILES)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
