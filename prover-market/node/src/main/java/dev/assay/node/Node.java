package dev.assay.node;

import dev.assay.edge.Channels;
import dev.assay.edge.KeyFile;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.node.cache.ProverCache;
import dev.assay.node.engine.Engines;
import dev.assay.node.link.JobRunner;
import dev.assay.node.link.NodeSession;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.BackendChoice;
import dev.assay.node.prove.NativeEngine;
import dev.assay.node.prove.Prover;
import dev.assay.node.witness.WitnessLimits;
import dev.assay.sandbox.plugin.PluginProcesses;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningKey;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running prover node: attached to its market, or trying to be. */
public final class Node implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Node.class);

    private final FolderLock folder;
    private final Address address;
    private final ManagedChannel channel;
    private final NodeSession session;
    private final Engines engines;
    private final Plugins plugins;

    private Node(
            FolderLock folder,
            Address address,
            ManagedChannel channel,
            NodeSession session,
            Engines engines,
            Plugins plugins) {
        this.engines = engines;
        this.plugins = plugins;
        this.folder = folder;
        this.address = address;
        this.channel = channel;
        this.session = session;
    }

    /**
     * Loads or makes the node's key and begins to attach; returns at once.
     *
     * @throws IOException if the data folder cannot be used, or another node uses it
     */
    public static Node start(NodeConfig config) throws IOException {
        FolderLock folder = FolderLock.of(config.dataDir());
        try {
            return start(config, folder);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private static Node start(NodeConfig config, FolderLock folder) throws IOException {
        SigningKey key = KeyFile.loadOrCreate(config.dataDir().resolve("node.key"));
        ArtifactFolder artifacts = new ArtifactFolder(config.dataDir().resolve("artifacts"));
        ManagedChannel channel = Channels.connect(config.market());
        WitnessLimits limits = WitnessLimits.ofThisMachine().dividedBy(config.capacity());
        Backend backend = backend(config);
        Prover prover = new Prover(backend, limits, cache(config));
        Engines engines = Engines.start(config.engineSpecs());
        Plugins plugins = new PluginProcesses();
        JobRunner runner = new JobRunner(
                new ArtifactClient(channel),
                artifacts,
                prover,
                config.maxArtifactBytes(),
                engines,
                plugins,
                config.dataDir().resolve("jobs"),
                config.engineTime());
        NodeSession session = new NodeSession(
                config,
                key,
                channel,
                runner,
                backend.hardware(),
                config.dataDir().resolve("history.properties"));
        session.start();
        return new Node(folder, key.address(), channel, session, engines, plugins);
    }

    /** Without it each run compiles each circuit once, and checks each key. */
    private static Optional<ProverCache> cache(NodeConfig config) {
        try {
            return Optional.of(ProverCache.in(config.dataDir().resolve("cache")));
        } catch (IOException | UnsupportedOperationException e) {
            log.warn("compiled circuits and checks of keys are not kept: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Backend backend(NodeConfig config) throws IOException {
        try {
            BackendChoice.Chosen chosen = BackendChoice.of(config.backend()).choose();
            log.info("proves on {}", chosen.why());
            return chosen.backend();
        } catch (NativeEngine.Missing e) {
            throw new IOException("backend = native: " + e.getMessage(), e);
        }
    }

    public Address address() {
        return address;
    }

    /** Whether the market has welcomed the node. */
    public boolean attached() {
        return session.attached();
    }

    /** A node that is told to stop finishes what it holds, for so long. */
    private static final Duration LEAVE = Duration.ofMinutes(2);

    /** Takes nothing new, finishes what it holds if that is soon, and closes. */
    public void leave() {
        try {
            session.drain(LEAVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Gives up its leases, so that others take the jobs at once, and detaches. */
    @Override
    public void close() {
        session.close();
        engines.close();
        plugins.close();
        channel.shutdownNow();
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            folder.close();
        } catch (IOException e) {
            log.warn("the data folder's lock: {}", e.getMessage());
        }
    }
}
