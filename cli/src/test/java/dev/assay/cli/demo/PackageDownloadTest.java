package dev.assay.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.cli.demo.PublishedPackage.PinnedFile;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageDownloadTest {

    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path cache = Path.of("");

    private static PublishedPackage pinned(byte[] content) {
        return new PublishedPackage(
                "no-such-scope-here",
                "0.0.0",
                List.of(new PinnedFile("package/circuit.zkey", Digest.sha256(content), content.length)));
    }

    @Test
    void takesWhatIsInTheCacheWithItsPinnedHash() throws Exception {
        Path folder = Files.createDirectories(cache.resolve("no-such-scope-here-0.0.0"));
        Files.write(folder.resolve("circuit.zkey"), CONTENT);
        assertEquals(folder, new PackageDownload(cache, Duration.ofSeconds(60), line -> {}).fetch(pinned(CONTENT)));
    }

    @Test
    void readsThePinsOfTheSample() throws IOException {
        PublishedPackage wanted = PublishedPackage.parse(Sample.read("circuits/event-ticket/artifacts.json"));
        assertEquals("0.10.1", wanted.version());
        assertEquals("circuit.wasm", wanted.files().getFirst().fileName());
    }

    @Test
    void refusesPinsOfAnotherForm() {
        assertThrows(IOException.class, () -> PublishedPackage.parse(new byte[] {123, 125}));
    }
}
