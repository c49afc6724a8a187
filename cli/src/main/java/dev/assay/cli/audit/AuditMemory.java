package dev.assay.cli.audit;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Home;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What is kept of the last audit of a log: its key, and the checkpoint that was seen.
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

    private Optional<byte[]> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw LogSource.unreachable(file.toString(), e);
        }
    }

    void keep(String key, byte[] checkpoint) {
        try {
            Files.createDirectories(folder);
            write("key", (key + "\n").getBytes(StandardCharsets.UTF_8));
            write("checkpoint", checkpoint);
        } catch (IOException e) {
            throw CommandFailure.world(
                    "cannot keep what was seen in " + folder + ": " + e.getMessage(),
                    "Name another folder: --state DIR");
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(folder, name, ".new");
        Files.write(temporary, bytes);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
