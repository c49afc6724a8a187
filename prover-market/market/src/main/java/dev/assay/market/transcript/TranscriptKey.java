package dev.assay.market.transcript;

import dev.assay.verification.transparency.KeyKind;
import dev.assay.verification.transparency.NoteSigner;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The file that holds the log's secret key: 64 hexadecimal digits, for the owner alone. */
final class TranscriptKey {

    private TranscriptKey() {}

    static NoteSigner loadOrCreate(Path file, String origin) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        try {
            return NoteSigner.of(
                    origin,
                    KeyKind.NOTE,
                    HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no key: 64 hexadecimal digits are expected", e);
        }
    }

    /** Two processes that start together end with one key: the first one to name it wins. */
    private static void create(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] seed = new byte[NoteSigner.SEED_SIZE_BYTES];
        new SecureRandom().nextBytes(seed);
        Path temporary = Files.createTempFile(
                folder,
                "transcript",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(temporary, HexFormat.of().formatHex(seed) + "\n", StandardOpenOption.SYNC);
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker.
        } finally {
            Files.delete(temporary);
        }
    }
}
