package dev.assay.cli.run;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.InputFile;
import dev.assay.verification.sign.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The key that signs requests and whose account pays: a file with 64 hexadecimal digits that only its owner can read. */
public final class ClientKey {

    private ClientKey() {}

    /** Reads the key; makes it at the first use. */
    public static SigningKey open(Path file) throws IOException {
        return Files.exists(file) ? read(file) : create(file);
    }

    private static SigningKey read(Path file) throws IOException {
        String hex = new String(InputFile.read(file, 1024), StandardCharsets.US_ASCII).strip();
        try {
            return SigningKey.of(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    file + " holds no key", "A key file has 64 hexadecimal digits; name another one with --key.");
        }
    }

    private static SigningKey create(Path file) throws IOException {
        SigningKey key = SigningKey.generate(new SecureRandom());
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        // The mode belongs to the creation: there is no moment at which others can read the secret.
        Files.createFile(file, ownerOnly());
        Files.writeString(file, HexFormat.of().formatHex(key.secret()) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        return key;
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }
}
