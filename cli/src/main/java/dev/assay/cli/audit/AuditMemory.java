package dev.assay.cli.audit;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Home;
import dev.assay.verification.Digest;
import dev.assay.verification.transcript.TranscriptAudit.Known.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What is kept of the last audit of a log: its key, the checkpoint that was seen, and which round was the first secret one.
 *
 * @param folder of this log alone
 */
record AuditMemory(Path folder) {

    /** For a log that is read from there, unless the caller names a folder. */
    static AuditMemory of(String source) {
        Digest name = Digest.sha256(source.getBytes(StandardCharsets.UTF_8));
        return new AuditMemory(Home.folder().resolve("audit").resolve(name.shortHex()));
    }

    Optional<String> key() {
        return read("key").map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }

    Optional<byte[]> checkpoint() {
        return read("checkpoint");
    }

    /** Empty if none was secret, or the file is not as it was written. */
    Optional<Secret> secret() {
        return read("secret").flatMap(bytes -> {
            try {
                String[] words =
                        new String(bytes, StandardCharsets.UTF_8).strip().split(" ", 2);
                return Optional.of(new Secret(Long.parseLong(words[0]), Instant.parse(words[words.length - 1])));
            } catch (NumberFormatException | DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    private Optional<byte[]> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw LogSource.unreachable(file.toString(), e);
        }
    }

    /** @param secret the first round that is; since when is kept for as long as it is the first */
    void keep(String key, byte[] checkpoint, Optional<Secret> secret) {
        try {
            Files.createDirectories(folder);
            write("key", (key + "\n").getBytes(StandardCharsets.UTF_8));
            write("checkpoint", checkpoint);
            write("secret", secretLine(secret).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw CommandFailure.world(
                    "cannot keep what was seen in " + folder + ": " + e.getMessage(),
                    "Name another folder: --state DIR");
        }
    }

    private String secretLine(Optional<Secret> now) {
        return now.map(first -> secret().filter(before -> before.index() == first.index())
                        .orElse(first))
                .map(first -> first.index() + " " + first.since() + "\n")
                .orElse("");
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(folder, name, ".new");
        Files.write(temporary, bytes);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
