package dev.assay.bench.peer;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Packages of npm in a folder of the build, each of one version; installed once, and without running their scripts. */
record NpmFolder(Path path) {

    static final String SNARKJS = "snarkjs@0.7.6";

    private static final Path TARGET = Path.of("target", "npm").toAbsolutePath();

    /** Aborts the test where npm is not, or does not reach its registry. */
    static NpmFolder with(String... packages) throws IOException, InterruptedException {
        byte[] names = String.join(" ", packages).getBytes(StandardCharsets.US_ASCII);
        Path folder = TARGET.resolve(Digest.sha256(names).toString().replaceAll("^.*:", ""));
        NpmFolder npm = new NpmFolder(folder);
        Path installed = folder.resolve("installed");
        if (!Files.exists(installed)) {
            npm.install(packages);
            Files.createFile(installed);
        }
        return npm;
    }

    private void install(String... packages) throws IOException, InterruptedException {
        Files.createDirectories(path);
        List<String> command = new ArrayList<>(List.of("npm", "install", "--prefix", path.toString()));
        command.addAll(List.of("--ignore-scripts", "--no-audit", "--no-fund", "--silent"));
        command.addAll(List.of(packages));
        Path log = path.resolve("install.log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            abort("there is no npm on the PATH");
            return;
        }
        if (!process.waitFor(4, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            abort("npm could not install " + String.join(", ", packages) + ": " + Files.readString(log));
        }
    }

    /** A resource of the tests, copied to where it can import the packages. */
    Path script(String resource) throws IOException {
        Path script = path.resolve(resource);
        try (var in = NpmFolder.class.getResourceAsStream("/peer/" + resource)) {
            Files.write(script, Objects.requireNonNull(in, resource).readAllBytes());
        }
        return script;
    }

    /** Runs a script of the tests on the lines of a file, and returns the lines that it prints. */
    List<String> run(String resource, Path input, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(path, "output", ".txt");
        Path errors = Files.createTempFile(path, "errors", ".txt");
        List<String> command = new ArrayList<>(List.of("node", script(resource).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(path.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(resource + " failed: " + Files.readString(errors));
        }
        List<String> lines = Files.readAllLines(output);
        Files.delete(output);
        Files.delete(errors);
        return lines;
    }
}
