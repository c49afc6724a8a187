package dev.assay.node.engine;

import dev.assay.edge.ErrorCode;
import dev.assay.node.engine.EngineMessages.Said;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One engine's process, which proves one job at a time. Used by one thread. */
final class EngineProcess implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EngineProcess.class);

    /** An engine may load a key of gigabytes before it says hello. */
    private static final Duration HELLO = Duration.ofSeconds(60);
    /** What a cancelled engine has to say so. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int MAX_LINE_BYTES = 64 << 10;
    private static final int MAX_LINES_WAITING = 1024;
    /** What a submission carries of each (node_link.proto). */
    private static final long MAX_FILE_BYTES = 1 << 20;

    private static final int MAX_LOGGED_CHARS = 400;

    private final EngineSpec spec;
    private final Process process;
    /** Lines that were read and not yet looked at; empty text is the end. */
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MAX_LINES_WAITING);

    /** The system takes its time to end a process: one that was killed is no more even if it still lives. */
    private volatile boolean isKilled;

    private EngineProcess(EngineSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
        daemon("-out", () -> readLines(process.getInputStream()));
        daemon("-err", () -> logErrors(process.getErrorStream()));
    }

    private void daemon(String what, Runnable task) {
        Thread.ofPlatform().daemon().name("engine-" + spec.name() + what).start(task);
    }

    /** @throws EngineFailure if it cannot be started */
    static EngineProcess start(EngineSpec spec) throws EngineFailure {
        try {
            return new EngineProcess(spec, new ProcessBuilder(spec.command()).start());
        } catch (IOException e) {
            throw EngineFailure.broken("engine " + spec.name() + " does not start: " + e.getMessage());
        }
    }

    Said.Hello hello() throws EngineFailure, InterruptedException {
        if (next(HELLO) instanceof Said.Hello hello) {
            return hello;
        }
        throw EngineFailure.broken("engine " + spec.name() + " does not say hello first");
    }

    /**
     * Proves one job. An interrupt cancels it: the engine has some seconds to say so.
     *
     * @param phases is told of each phase
     * @throws EngineFailure if there is no proof; after a fatal one the process is of no more use
     */
    EngineResult prove(EngineJob job, Consumer<String> phases) throws EngineFailure, IOException, InterruptedException {
        long end = System.nanoTime() + job.timeLimit().toNanos();
        say(EngineMessages.prove(job));
        try {
            while (true) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                switch (next(left)) {
                    case Said.Progress(String id, String phase) when id.equals(job.id()) -> phases.accept(phase);
                    case Said.Proved(String id, String proof, String values)
                    when id.equals(job.id()) -> {
                        return new EngineResult(file(job.output(), proof), file(job.output(), values));
                    }
                    case Said.Failed(String id, ErrorCode code, String detail)
                    when id.equals(job.id()) -> throw EngineFailure.said(code, "engine " + spec.name() + ": " + detail);
                    default -> log.debug("engine {} says something of another job", spec.name());
                }
            }
        } catch (InterruptedException e) {
            cancel(job);
            throw e;
        }
    }

    /** An engine that stops in time stays warm for the next job. */
    private void cancel(EngineJob job) {
        long end = System.nanoTime() + GRACE.toNanos();
        try {
            say(EngineMessages.cancel(job.id()));
            while (true) {
                Said said = next(Duration.ofNanos(end - System.nanoTime()));
                if (said instanceof Said.Failed || said instanceof Said.Proved) {
                    return;
                }
            }
        } catch (EngineFailure | InterruptedException e) {
            close();
        }
    }

    boolean isAlive() {
        return !isKilled && process.isAlive();
    }

    private void say(String line) throws EngineFailure {
        try {
            OutputStream out = process.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw EngineFailure.broken("engine " + spec.name() + " died");
        }
    }

    private Said next(Duration within) throws EngineFailure, InterruptedException {
        String line = lines.poll(Math.max(0, within.toNanos()), TimeUnit.NANOSECONDS);
        if (line == null) {
            throw EngineFailure.broken("engine " + spec.name() + " took longer than it may");
        }
        if (line.isEmpty()) {
            throw EngineFailure.broken("engine " + spec.name() + " died, or wrote more than it may");
        }
        return EngineMessages.read(line);
    }

    /** Ends with an empty line: at the end of the stream, at a line that is too long, or if nobody reads along. */
    private void readLines(InputStream stream) {
        try (InputStream in = new BufferedInputStream(stream)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0 && line.size() <= MAX_LINE_BYTES; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                } else if (line.size() > 0) {
                    if (!lines.offer(line.toString(StandardCharsets.UTF_8))) {
                        break;
                    }
                    line.reset();
                }
            }
        } catch (IOException e) {
            log.debug("engine {}: {}", spec.name(), e.getMessage());
        }
        while (!lines.offer("")) {
            lines.poll();
        }
    }

    private void logErrors(InputStream stream) {
        try (InputStream in = new BufferedInputStream(stream)) {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    log.info("engine {}: {}", spec.name(), line);
                    line.setLength(0);
                } else if (line.length() < MAX_LOGGED_CHARS) {
                    line.append(next >= ' ' && next <= '~' ? (char) next : '?');
                }
            }
        } catch (IOException e) {
            log.debug("engine {}: {}", spec.name(), e.getMessage());
        }
    }

    /** An engine names files in its folder, and nothing else on this machine leaves it. */
    private byte[] file(Path folder, String name) throws EngineFailure, IOException {
        Path file = folder.resolve(name.matches("[A-Za-z0-9._-]{1,64}") && !name.startsWith(".") ? name : "?");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_FILE_BYTES) {
            throw EngineFailure.broken("engine " + spec.name() + " names a file that is none, or too large");
        }
        return Files.readAllBytes(file);
    }

    /** With what it started itself. */
    @Override
    public void close() {
        isKilled = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
