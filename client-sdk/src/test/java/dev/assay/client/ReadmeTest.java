package dev.assay.client;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path ROOT = Path.of(System.getProperty("assay.root", ".."));

    @Test
    void theReadmeShowsTheExampleThatIsCompiledHere() throws IOException {
        Path readme = ROOT.resolve("README.md");
        assumeTrue(Files.exists(readme), "there is no README.md");
        assertTrue(Files.readString(readme).contains(example()), "README.md shows another example");
    }

    private static String example() throws IOException {
        String source = Files.readString(
                ROOT.resolve("client-sdk/src/test/java/dev/assay/client/ReadmeExample.java"));
        String begin = "// example: begin\n";
        int from = source.indexOf(begin) + begin.length();
        return source.substring(from, source.indexOf("        // example: end")).stripIndent();
    }
}
