package dev.assay.verification.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fuzzes one format after the other with Jazzer, each in a process of its own. No part of the normal tests:
 * {@code ./mvnw -Pfuzz test -pl verification} runs it, with the properties {@code fuzz.minutes} for each format (10; 0
 * writes the seeds and stops), {@code fuzz.formats} by name and comma (all), {@code fuzz.remake} (fresh seeds of the
 * simulators) and {@code fuzz.keep} (the new corpus replaces the committed one). Logs, and each input that breaks a property,
 * are left in {@code verification/target/fuzz}.
 */
@ParameterizedClass
@EnumSource
class FuzzRun {

    private static final int SECONDS = 60 * Integer.getInteger("fuzz.minutes", 10);
    private static final Path FOLDER = Path.of("target", "fuzz");
    private static final Path RESOURCES = Path.of("src/test/resources/dev/assay/verification/fuzz");

    private final Format format;

    FuzzRun(Format format) {
        this.format = format;
    }

    @BeforeEach
    void onlyWhatIsAskedFor() {
        String formats = System.getProperty("fuzz.formats", "");
        Assumptions.assumeTrue(
                formats.isEmpty() || List.of(formats.split(",")).contains(format.label()), "not among fuzz.formats");
    }

    @Test
    void holdsForWhateverTheFuzzerTries() throws IOException, InterruptedException {
        Corpus corpus = start();
        Path folder = Files.createDirectories(FOLDER.resolve(format.label()));
        Path archive = Files.write(folder.resolve(format.archive()), corpus.zip());
        int status = SECONDS == 0 ? 0 : fuzz(folder, corpus);
        if (Boolean.getBoolean("fuzz.keep")) {
            Files.createDirectories(RESOURCES);
            Files.copy(archive, RESOURCES.resolve(format.archive()), StandardCopyOption.REPLACE_EXISTING);
        }
        assertEquals(0, status, "see " + folder.toAbsolutePath());
    }

    /** Leaves the archive with the smallest set of inputs that reach all that any reached. */
    private int fuzz(Path folder, Corpus corpus) throws IOException, InterruptedException {
        Path inputs = emptied(folder.resolve("inputs"));
        for (Map.Entry<String, byte[]> input : corpus.inputs().entrySet()) {
            Files.write(inputs.resolve(input.getKey().replace('/', '-')), input.getValue());
        }
        int status = jazzer(folder, "run", "-max_total_time=" + SECONDS, "inputs");
        Path minimal = emptied(folder.resolve("minimal"));
        jazzer(folder, "merge", "-merge=1", "-use_counters=0", "minimal", "inputs");
        Files.write(
                folder.resolve(format.archive()),
                corpus.withFound(contents(minimal)).zip());
        return status;
    }

    private Corpus start() throws IOException {
        Path committed = RESOURCES.resolve(format.archive());
        if (!Files.exists(committed)) {
            return Corpus.of(format.target().make());
        }
        Corpus corpus = Corpus.unzip(Files.readAllBytes(committed));
        return Boolean.getBoolean("fuzz.remake") ? corpus.remade(format.target().make()) : corpus;
    }

    private int jazzer(Path folder, String log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + FuzzEntry.FORMAT + "=" + format.name(),
                "-D" + FuzzEntry.ARCHIVE + "=" + format.archive(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--instrumentation_includes=dev.assay.verification.**",
                "--instrumentation_excludes=dev.assay.verification.fuzz.**",
                "-max_len=" + format.maxBytes(),
                "-timeout=20",
                "-rss_limit_mb=3072",
                "-print_final_stats=1"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log + ".log").toFile())
                .start()
                .waitFor();
    }

    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder)) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
        return folder;
    }

    private static Map<String, byte[]> contents(Path folder) {
        Map<String, byte[]> contents = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                contents.put(file.getFileName().toString().substring(0, 12), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
