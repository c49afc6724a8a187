package dev.assay.node.iden3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of one megabyte, which lives in a mount namespace of its own: no rights of an administrator are needed. */
final class FullDiskTest {

    private static final String MOUNT = "mount -t tmpfs -o size=1m tmpfs \"$0\" && exec \"$@\"";

    @TempDir
    private static Path disk;

    @BeforeAll
    static void hasNamespaces() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/unshare")) && run("true").equals(""),
                "this system gives no mount namespace (unshare --map-root-user --mount)");
    }

    @Test
    void isAnExceptionAndLeavesNothing() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        assertEquals("IOException, 0 files\n", run(java, "-cp", classes, Filler.class.getName(), disk.toString()));
    }

    /** What a command prints where the disk is mounted. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of("/usr/bin/unshare", "--map-root-user", "--mount", "sh", "-c", MOUNT),
                                Stream.concat(Stream.of(disk.toString()), Stream.of(command)))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0 ? said : "failed: " + said;
    }

    /** Writes four megabytes into a folder, and says how that ended. */
    static final class Filler {

        private Filler() {}

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            System.out.println(outcome(folder.resolve("file")) + ", " + count(folder) + " files");
        }

        private static String outcome(Path file) {
            SequencedMap<Integer, Long> sizes = new LinkedHashMap<>();
            sizes.put(1, 4L << 20);
            try (SectionWriter out = new SectionWriter(file, "test", 1, sizes)) {
                for (long at = 0; at < 4L << 20; at += 1 << 16) {
                    out.put(1, at, new byte[] {1});
                }
                return "written";
            } catch (IOException | InternalError e) {
                return e.getClass().getSimpleName();
            }
        }

        private static int count(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.toList().size();
            }
        }
    }
}
