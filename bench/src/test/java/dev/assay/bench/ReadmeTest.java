package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void theReadmeShowsTheExampleThatIsCompiledHere() throws IOException {
        String source =
                Files.readString(Testbed.ROOT.resolve("bench/src/test/java/dev/assay/bench/ReadmeExample.java"));
        String begin = "// example: begin\n";
        String example = source.substring(
                        source.indexOf(begin) + begin.length(), source.indexOf("        // example: end"))
                .stripTrailing()
                .stripIndent();
        assertTrue(Files.readString(Testbed.ROOT.resolve("README.md")).contains(example), example);
    }

    @Test
    void theExampleRuns() throws Exception {
        try (Testbed bed = new Testbed(folder)) {
            Path sample = Testbed.PROGRAMS.resolve("median-price");
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            ReadmeExample.run(
                    bed.address(),
                    bed.enclave.rootDigest(),
                    Testbed.policy(),
                    sample.resolve("median-price.wasm"),
                    Files.readAllBytes(sample.resolve("input.csv")),
                    new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertEquals(Files.readString(sample.resolve("expected.txt")), printed.toString(StandardCharsets.UTF_8));
        }
    }
}
