package dev.assay.node.prove;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The reference implementation, 0.7.6, as it lies on the PATH or as npm fetches it. */
public record Snarkjs(List<String> command) {

    /** The test is skipped where it is absent. */
    public static Snarkjs assumePresent() {
        Optional<List<String>> command = find("snarkjs")
                .map(found -> List.of(found.toString()))
                .or(() -> find("npx").map(npx -> List.of(npx.toString(), "--yes", "snarkjs@0.7.6")));
        assumeTrue(command.isPresent(), "neither snarkjs nor npm's npx is on the PATH");
        Snarkjs snarkjs = new Snarkjs(command.orElseThrow());
        assumeTrue(snarkjs.answers(), "npm's npx is on the PATH, and snarkjs 0.7.6 is not to be had");
        return snarkjs;
    }

    private boolean answers() {
        try {
            // It prints its usage and ends with 99; npx without a registry ends with 1.
            return run("--help") != 1;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<Path> find(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The exit status. */
    public int run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
