package dev.assay.enclave.link;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderBudgetTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void deletesTheOldestUntilTheRestFits() throws IOException {
        Path oldest = file("ab/oldest", Duration.ofHours(3));
        Path older = file("cd/older", Duration.ofHours(2));
        Path young = file("partial/young", Duration.ofSeconds(10));
        new FolderBudget(folder, 200).enforce(NOW);
        assertFalse(Files.exists(oldest));
        assertTrue(Files.exists(older));
        new FolderBudget(folder, 10).enforce(NOW);
        assertFalse(Files.exists(older));
        assertTrue(Files.exists(young));
    }

    private Path file(String name, Duration age) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(file, new byte[100]);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }
}
