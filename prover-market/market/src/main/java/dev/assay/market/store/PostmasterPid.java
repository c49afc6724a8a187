package dev.assay.market.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server that was not stopped has left: {@code postmaster.pid}, whose first line is its process id. Only the holder
 * of the folder's lock may use this.
 *
 * @param data the server's data folder
 */
record PostmasterPid(Path data) {

    private static final Logger LOG = LoggerFactory.getLogger(PostmasterPid.class);

    /** Afterwards no server runs on the data folder, and the file stops none from starting. */
    void clear(PostgresCommand command) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        long pid = lines.isEmpty() ? 0 : parse(lines.getFirst());
        if (isServer(pid)) {
            LOG.warn("stopping PostgreSQL {}: the process that had started it is gone", pid);
            command.run("pg_ctl", pgCtl(data, "stop", "-m", "fast"));
        } else if (ProcessHandle.of(pid).isPresent()) {
            disown(file, lines);
        }
    }

    private static long parse(String line) {
        try {
            return Math.max(0, Long.parseLong(line.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether the process is a PostgreSQL on this folder, and not one that got the same number later. */
    private boolean isServer(long pid) throws IOException {
        Path commandLine = Path.of("/proc/" + pid + "/cmdline");
        if (pid == 0 || !Files.isReadable(commandLine)) {
            return false;
        }
        List<String> words = List.of(Files.readString(commandLine).split("\0"));
        return words.getFirst().endsWith("postgres") && words.contains(data.toString());
    }

    /**
     * The number belongs to somebody else by now, and the server would not start while that process lives. It looks past its
     * own parent's number, so we write ours; the rest of the file stays, because by its shared memory key the server makes
     * sure that no backend of the old one still writes.
     */
    private static void disown(Path file, List<String> lines) throws IOException {
        List<String> rest = new ArrayList<>(lines);
        rest.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(file, rest);
    }

    static List<String> pgCtl(Path data, String verb, String... options) {
        List<String> arguments = new ArrayList<>(List.of(verb, "-D", data.toString(), "-w", "-t", "60", "-s"));
        arguments.addAll(List.of(options));
        return arguments;
    }
}
