package dev.assay.market;

import dev.assay.edge.HostPort;
import dev.assay.edge.KeyFile;
import dev.assay.edge.Servers;
import dev.assay.market.artifact.ArtifactGrpcService;
import dev.assay.market.artifact.ArtifactStore;
import dev.assay.market.auction.Appraiser;
import dev.assay.market.auction.AuctionHouse;
import dev.assay.market.auction.Auctioneer;
import dev.assay.market.auction.Window;
import dev.assay.market.circuit.Circuits;
import dev.assay.market.circuit.Registry;
import dev.assay.market.circuit.Verifiers;
import dev.assay.market.estimate.Estimates;
import dev.assay.market.job.Admission;
import dev.assay.market.job.JobEnding;
import dev.assay.market.job.JobFeed;
import dev.assay.market.lease.Acceptances;
import dev.assay.market.lease.LeaseEnding;
import dev.assay.market.lease.LeaseLife;
import dev.assay.market.lease.LeaseTerms;
import dev.assay.market.lease.Leases;
import dev.assay.market.lease.Losses;
import dev.assay.market.ledger.Chain;
import dev.assay.market.ledger.Ledger;
import dev.assay.market.node.AttachedNodes;
import dev.assay.market.node.NodeDesk;
import dev.assay.market.node.NodeLinkGrpcService;
import dev.assay.market.node.SelfTests;
import dev.assay.market.settle.Cancellations;
import dev.assay.market.settle.InputChecks;
import dev.assay.market.settle.Settlements;
import dev.assay.market.store.Database;
import dev.assay.market.transcript.TranscriptDoors;
import dev.assay.sandbox.plugin.PluginProcesses;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.verification.sign.SigningKey;
import io.grpc.BindableService;
import io.grpc.Server;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A prover market that runs. What it knows is in its database: it can be killed at any time and started again. */
public final class Market implements AutoCloseable {

    /** Whole milliseconds, as on the wire and in what is signed. */
    private static final InstantSource CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));

    private final MarketStore store;
    private final AttachedNodes nodes;
    private final Auctioneer auctioneer;
    private final Housekeeping housekeeping;
    private final TranscriptDoors transcript;
    private final Plugins plugins;
    private final List<BindableService> services;
    private final HostPort listen;
    private @Nullable Server server;

    private Market(MarketConfig config, MarketStore store, TranscriptDoors transcript, Plugins plugins)
            throws IOException {
        this.store = store;
        this.transcript = transcript;
        this.plugins = plugins;
        this.listen = config.listen();
        InstantSource clock = CLOCK;
        Database database = store.database();
        ArtifactStore artifacts = new ArtifactStore(config.dataDir().resolve("artifacts"), config.maxStoreBytes());
        Ledger ledger = new Ledger(new Chain(config.chain()));
        JobFeed feed = new JobFeed(database);
        JobEnding ending = new JobEnding(ledger);
        this.nodes = new AttachedNodes(AttachedNodes.MAX_NODES);
        Dispatch dispatch = new Dispatch(feed, nodes);
        LeaseTerms terms = config.lease();
        LeaseEnding leaseEnding = new LeaseEnding(ledger, terms);
        Acceptances acceptances = new Acceptances();
        Losses losses = new Losses(database, ending, leaseEnding, terms, acceptances, dispatch, clock);
        LeaseLife life = new LeaseLife(database, terms, losses, dispatch, clock);
        life.resume();
        Leases leases = new Leases(database, ledger, terms, config.faucetMicros(), acceptances, dispatch, clock);
        Estimates estimates = new Estimates(database, clock);
        AuctionHouse house = new AuctionHouse(
                nodes,
                leases,
                losses,
                database,
                new Appraiser(estimates, config.auction().rules()),
                new Window(config.auction().window()),
                clock);
        this.auctioneer = new Auctioneer(database, feed, house, clock);
        dispatch.connect(auctioneer);
        Verifiers verifiers = new Verifiers(plugins, artifacts.folder());
        Circuits circuits = new Circuits(database, artifacts.folder(), verifiers);
        Registry registry = new Registry(
                database,
                circuits,
                ledger,
                config.domain(),
                config.registry().depositMicros(),
                config.faucetMicros(),
                clock);
        registry.bury(config.registry().removed());
        Settlements settlements =
                new Settlements(database, circuits, verifiers, ledger, leaseEnding, losses, dispatch, clock);
        Cancellations cancellations =
                new Cancellations(database, ending, leaseEnding, config.domain(), dispatch, clock);
        Admission admission = new Admission(database, ledger, config.faucetMicros(), clock);
        SigningKey key = KeyFile.loadOrCreate(config.dataDir().resolve("market.key"));
        InputChecks inputs = new InputChecks(
                database,
                circuits,
                verifiers,
                key,
                config.domain(),
                config.registry().inputCheckFeeMicros(),
                clock);
        SelfTests selfTests = new SelfTests(database, circuits, leases, settlements, clock);
        NodeDesk desk = new NodeDesk(
                config.domain(),
                config.heartbeat(),
                config.lease().acceptWithin(),
                database,
                circuits,
                nodes,
                house,
                auctioneer,
                leases,
                life,
                losses,
                settlements,
                inputs,
                selfTests,
                transcript.transcript().signer(),
                clock);
        this.services = List.of(
                new MarketGrpcService(
                        config.domain(),
                        database,
                        circuits,
                        registry,
                        admission,
                        feed,
                        cancellations,
                        ledger,
                        config.faucetMicros(),
                        nodes,
                        auctioneer,
                        estimates),
                new NodeLinkGrpcService(desk),
                transcript.service(),
                new ArtifactGrpcService(artifacts, config.maxArtifactBytes()));
        this.housekeeping = new Housekeeping(
                database, life, cancellations, auctioneer, estimates, clock, () -> selfTests.offer(nodes));
    }

    /** Opens the market without a listener, for a host that puts {@link #services()} on a server of its own. */
    public static Market open(MarketConfig config) throws IOException {
        MarketStore store = MarketStore.open(config);
        boolean isOpen = false;
        try {
            Market market = open(config, store);
            isOpen = true;
            return market;
        } finally {
            if (!isOpen) {
                store.close();
            }
        }
    }

    /** What has threads and ports of its own ends if the rest does not open. */
    private static Market open(MarketConfig config, MarketStore store) throws IOException {
        TranscriptDoors transcript =
                TranscriptDoors.open(config.transcript(), config.dataDir(), store.database(), CLOCK);
        Plugins plugins = new PluginProcesses();
        boolean isOpen = false;
        try {
            Market market = new Market(config, store, transcript, plugins);
            isOpen = true;
            return market;
        } finally {
            if (!isOpen) {
                plugins.close();
                transcript.close();
            }
        }
    }

    /** Opens the market and listens. */
    public static Market start(MarketConfig config) throws IOException {
        Market market = open(config);
        boolean isListening = false;
        try {
            market.server =
                    Servers.listen(market.listen, market.services).build().start();
            isListening = true;
            return market;
        } finally {
            if (!isListening) {
                market.close();
            }
        }
    }

    /** The services for requesters, for nodes and for artifacts. */
    public List<BindableService> services() {
        return services;
    }

    /**
     * Where it listens, with the port that the system chose.
     *
     * @throws IllegalStateException if it was opened without a listener
     */
    public HostPort address() {
        if (server == null) {
            throw new IllegalStateException("opened without a listener");
        }
        return new HostPort(listen.host(), server.getPort());
    }

    /**
     * Where the transparency log is served over HTTP, with the port that the system chose.
     *
     * @throws IllegalStateException if it is served over gRPC alone
     */
    public HostPort transcriptAddress() {
        return transcript.address();
    }

    /** Streams end first and the store last, so that what their end changes is still written down. */
    @Override
    public void close() throws IOException {
        try {
            endStreams();
        } finally {
            try {
                housekeeping.close();
                transcript.close();
                plugins.close();
            } finally {
                store.close();
            }
        }
    }

    private void endStreams() {
        auctioneer.close();
        nodes.endAll();
        if (server != null) {
            server.shutdown();
            awaitEnd(server);
        }
        nodes.close();
    }

    private static void awaitEnd(Server stopping) {
        try {
            if (!stopping.awaitTermination(2, TimeUnit.SECONDS)) {
                stopping.shutdownNow();
                boolean ignored = stopping.awaitTermination(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
