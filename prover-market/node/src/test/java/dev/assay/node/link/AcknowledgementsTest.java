package dev.assay.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcknowledgementsTest {

    private static final Digest JOB = Digest.sha256();

    @TempDir
    Path folder;

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void keepsTheNewestAcrossARestart() throws IOException {
        for (int i = 0; i < Acknowledgements.MAX_FILES + 2; i++) {
            Files.write(folder.resolve("old-" + i), new byte[1]);
        }
        Acknowledgements restarted = new Acknowledgements(folder);
        restarted.keep(JOB, new byte[] {7});
        assertEquals(Acknowledgements.MAX_FILES, files());
        restarted.keep(JOB, new byte[] {8});
        assertEquals(Acknowledgements.MAX_FILES, files());
        try (Stream<Path> kept = Files.list(folder)) {
            assertEquals(
                    2,
                    kept.filter(file -> file.getFileName().toString().startsWith(JOB.hex()))
                            .count());
        }
    }

    @Test
    void keepsNothingThatIsNoNote() throws IOException {
        Acknowledgements acknowledgements = new Acknowledgements(folder);
        acknowledgements.keep(JOB, new byte[0]);
        acknowledgements.keep(JOB, new byte[1 << 20]);
        assertEquals(0, files());
    }
}
