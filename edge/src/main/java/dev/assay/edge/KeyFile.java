package dev.assay.edge;

import dev.assay.verification.sign.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A file that holds a service's signing key: 64 hexadecimal digits, for the owner alone. */
public final class KeyFile {

    private KeyFile() {}

    /** @throws IOException if the file cannot be read or made, or holds no key */
    public static SigningKey loadOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        try {
            return SigningKey.of(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no key: 64 hexadecimal digits are expected", e);
        }
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String secret =
                HexFormat.of().formatHex(SigningKey.generate(new SecureRandom()).secret());
        Files.writeString(temporary, secret + "\n", StandardOpenOption.SYNC);
        Files.move(temporary, file);
    }
}
