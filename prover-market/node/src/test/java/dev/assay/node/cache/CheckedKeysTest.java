package dev.assay.node.cache;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedKeysTest {

    private static final Digest KEY = Digest.sha256(new byte[] {1});
    private static final Digest OTHER = Digest.sha256(new byte[] {2});

    @TempDir
    Path parent;

    @Test
    void anotherProcessKnowsWhatThisOneChecked() throws IOException {
        CheckedKeys.in(parent.resolve("keys")).add(KEY);
        CheckedKeys again = CheckedKeys.in(parent.resolve("keys"));
        assertTrue(again.contains(KEY));
        assertFalse(again.contains(OTHER));
    }

    @Test
    void whatPassedFewerChecksIsCheckedAgain() throws IOException {
        Path folder = parent.resolve("keys");
        CheckedKeys keys = CheckedKeys.in(folder);
        Files.createFile(folder.resolve(KEY.hex() + ".0"));
        assertFalse(keys.contains(KEY));
    }

    /** Whoever writes there chooses what is proved with. */
    @Test
    void refusesAFolderThatOthersCanWriteInto() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("keys"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThrows(IOException.class, () -> CheckedKeys.in(folder));
    }

    @Test
    void aFolderThatIsGoneCostsTimeAndNoMore() throws IOException {
        Path folder = parent.resolve("keys");
        CheckedKeys keys = CheckedKeys.in(folder);
        Files.delete(folder);
        keys.add(KEY);
        assertFalse(keys.contains(KEY));
        assertFalse(Files.exists(folder));
    }
}
