package dev.assay.market.store;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one of PostgreSQL's programs to its end. They refuse to run as root, so root runs them in a user namespace of their
 * own ({@code unshare -U}), where they are nobody and have no privilege; the files on the disk still belong to root.
 *
 * @param folder has {@code bin}
 * @param log receives what the program prints
 */
record PostgresCommand(Path folder, Path log) {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** @throws IOException unless the program ends with status 0 in time */
    void run(String program, List<String> arguments) throws IOException {
        if (status(program, arguments) != 0) {
            throw new IOException(program + " failed: " + tail());
        }
    }

    int status(String program, List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine(program, arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        Process process = builder.start();
        process.getOutputStream().close();
        return waitFor(process, program);
    }

    private List<String> commandLine(String program, List<String> arguments) {
        List<String> line = new ArrayList<>();
        if (new UnixSystem().getUid() == 0) {
            line.addAll(List.of("unshare", "-U"));
        }
        line.add(folder.resolve("bin").resolve(program).toString());
        line.addAll(arguments);
        return line;
    }

    private static int waitFor(Process process, String program) throws IOException {
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + LIMIT);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        }
    }

    private String tail() throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 2000)).strip();
    }
}
