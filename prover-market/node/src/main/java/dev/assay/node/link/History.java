package dev.assay.node.link;

import dev.assay.proto.v1.Execution;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long this node took of late for each step of each circuit: what it tells the market when it bids and while it works.
 * The newest run counts half, the ones before it the rest.
 */
final class History {

    /** What a job goes through here, in order. */
    static final List<Execution> STEPS =
            List.of(Execution.EXECUTION_FETCHING, Execution.EXECUTION_WITNESS, Execution.EXECUTION_PROVING);

    private static final Logger log = LoggerFactory.getLogger(History.class);

    private final Path file;
    private final Properties millis = new Properties();

    private History(Path file) {
        this.file = file;
    }

    /** What an earlier run of the node left in that file; nothing, if it cannot be read. */
    static History in(Path file) {
        History history = new History(file);
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                history.millis.load(in);
            } catch (IOException | IllegalArgumentException e) {
                log.warn("how long jobs took is not known any more: {}", e.getMessage());
            }
        }
        return history;
    }

    synchronized void record(Digest circuit, Execution step, Duration took) {
        long before = millis(circuit, step).orElse(took.toMillis());
        millis.setProperty(key(circuit, step), Long.toString((before + took.toMillis()) / 2));
        if (step == STEPS.getLast()) {
            save();
        }
    }

    /** From the beginning of that step to the end of the job; empty if the circuit was never proved here. */
    synchronized Optional<Duration> from(Digest circuit, Execution step) {
        if (millis(circuit, STEPS.getLast()).isEmpty()) {
            return Optional.empty();
        }
        long sum = STEPS.stream()
                .dropWhile(earlier -> earlier != step)
                .mapToLong(left -> millis(circuit, left).orElse(0L))
                .sum();
        return Optional.of(Duration.ofMillis(sum));
    }

    private Optional<Long> millis(Digest circuit, Execution step) {
        try {
            return Optional.ofNullable(millis.getProperty(key(circuit, step))).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String key(Digest circuit, Execution step) {
        return circuit.hex() + "." + step.name();
    }

    private void save() {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (OutputStream out = Files.newOutputStream(fresh)) {
                millis.store(out, "milliseconds of each step of each circuit");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            log.warn("how long jobs take is forgotten when the node stops: {}", e.getMessage());
        }
    }
}
