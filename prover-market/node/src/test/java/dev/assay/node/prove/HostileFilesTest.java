package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged keys and witnesses in a process of their own, since what reads them in the end is native code: an error, or a proof
 * that verifies, and never the end of the process. {@code -Dassay.hostile.files=2000} tries that many.
 */
class HostileFilesTest {

    private static final int COUNT = Integer.getInteger("assay.hostile.files", 100);
    private static final Pattern SAID = Pattern.compile("refused ([0-9]+), proved ([0-9]+)");

    @TempDir
    Path folder;

    @Test
    void areRefusedAndEndNoProcess() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx1g",
                        "-Dassay.root=" + System.getProperty("assay.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileFiles.class.getName(),
                        folder.toString(),
                        String.valueOf(COUNT),
                        "1"))
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, child.waitFor(), said);
        Matcher counts = SAID.matcher(said);
        assertTrue(counts.find(), said);
        int refused = Integer.parseInt(counts.group(1));
        int proved = Integer.parseInt(counts.group(2));
        assertEquals(COUNT, refused + proved);
        // Bits of the parts that a proof does not depend on change nothing: the contributions, the name of a section.
        assertTrue(refused > COUNT * 3 / 4, said);
    }
}
