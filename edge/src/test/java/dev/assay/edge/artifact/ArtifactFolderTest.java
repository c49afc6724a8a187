package dev.assay.edge.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFolderTest {

    private static final byte[] BYTES = {1, 2, 3};
    private static final Digest DIGEST = Digest.sha256(BYTES);

    @TempDir
    Path temporary;

    private ArtifactFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = new ArtifactFolder(temporary.resolve("artifacts"));
    }

    @Test
    void givesBackWhatWasPut() throws IOException {
        assertEquals(DIGEST, folder.put(BYTES));
        assertTrue(folder.has(DIGEST));
        assertArrayEquals(BYTES, folder.read(DIGEST, 3));
        assertEquals(DIGEST, folder.put(BYTES));
    }

    @Test
    void refusesToReadWhatIsNotThereOrTooLarge() throws IOException {
        assertEquals(ErrorCode.ARTIFACT_MISSING, code(() -> folder.read(DIGEST, 3)));
        folder.put(BYTES);
        assertEquals(ErrorCode.ARTIFACT_TOO_LARGE, code(() -> folder.read(DIGEST, 2)));
    }

    @Test
    void noticesBytesThatChangedOnDisk() throws IOException {
        folder.put(BYTES);
        Files.write(folder.path(DIGEST), new byte[] {1, 2, 4});
        assertEquals(ErrorCode.ARTIFACT_CORRUPT, code(() -> folder.read(DIGEST, 3)));
        assertEquals(ErrorCode.ARTIFACT_CORRUPT, code(() -> folder.verified(DIGEST)));
    }

    @Test
    void namesAPartialOnlyIfItsHashIsRight() throws IOException {
        Files.write(folder.partial(DIGEST), new byte[] {1, 2, 4});
        assertEquals(ErrorCode.ARTIFACT_CORRUPT, code(() -> folder.complete(DIGEST)));
        assertFalse(folder.has(DIGEST));
        assertEquals(0, folder.partialSizeBytes(DIGEST));

        Files.write(folder.partial(DIGEST), BYTES);
        folder.complete(DIGEST);
        assertArrayEquals(BYTES, folder.read(DIGEST, 3));
    }

    private interface Step {
        void run() throws IOException;
    }

    private static ErrorCode code(Step step) {
        return assertThrows(Failure.class, step::run).code();
    }
}
