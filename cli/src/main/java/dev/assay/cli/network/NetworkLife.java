package dev.assay.cli.network;

import dev.assay.edge.HostPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An embedded network that can be stopped at any moment, while it starts too: who stops it then waits for the start to end,
 * since half a start would leave a PostgreSQL behind.
 */
public final class NetworkLife implements AutoCloseable {

    private @Nullable EmbeddedNetwork network;
    private boolean ended;

    /** The same as {@link EmbeddedNetwork#start}. */
    public synchronized EmbeddedNetwork start(Path data, HostPort listen, Consumer<String> progress)
            throws IOException {
        if (ended) {
            throw new IOException("stopped before it was started");
        }
        EmbeddedNetwork started = EmbeddedNetwork.start(data, listen, progress);
        network = started;
        return started;
    }

    @Override
    public synchronized void close() throws Exception {
        ended = true;
        EmbeddedNetwork running = network;
        network = null;
        if (running != null) {
            running.close();
        }
    }
}
