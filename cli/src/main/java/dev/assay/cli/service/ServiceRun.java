package dev.assay.cli.service;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Facts;
import dev.assay.cli.Logging;
import dev.assay.cli.Output;
import dev.assay.edge.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One service from its configuration to its end. */
final class ServiceRun {

    private ServiceRun() {}

    /** What starts a service; the text says where it is. */
    @FunctionalInterface
    interface Starter<R extends Record> {
        Running start(R config) throws IOException;
    }

    /**
     * A service that runs.
     *
     * @param where such as "listens on 127.0.0.1:7420"
     */
    record Running(AutoCloseable service, String where) {}

    /** Reads the configuration ({@code ASSAY_NAME_*} from the environment on top), starts, and runs until it is stopped. */
    static <R extends Record> int run(
            Output output, String name, Class<R> record, @Nullable Path file, Starter<R> starter)
            throws IOException, InterruptedException {
        Logging.verbose();
        R config = Config.load(record, file, System.getenv(), "ASSAY_" + name.toUpperCase(Locale.ROOT));
        output.progress(Config.describe(config).stripTrailing());
        Running running = started(name, config, starter);
        Stopping.whenAsked(running.service()::close);
        output.print(new Facts().with(name, running.where()).with("stop", "Ctrl-C or SIGTERM"));
        new CountDownLatch(1).await();
        return 0;
    }

    private static <R extends Record> Running started(String name, R config, Starter<R> starter) {
        try {
            return starter.start(config);
        } catch (IOException e) {
            throw CommandFailure.world(
                    "the " + name + " did not start: " + e.getMessage(),
                    "Free the port or the folder that it names, or configure another one: --config FILE");
        }
    }
}
