package dev.assay.cli.network;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Logging;
import dev.assay.edge.HostPort;
import dev.assay.enclave.Enclave;
import dev.assay.enclave.attest.SimulatedAttester;
import dev.assay.market.Market;
import dev.assay.market.MarketConfig;
import dev.assay.node.Node;
import dev.assay.relay.Relay;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Every service in this process: a market with its own PostgreSQL, a relay, an enclave runtime with a simulated TEE, and one
 * prover node. They speak to each other over the same ports and protocols as on many machines.
 */
public final class EmbeddedNetwork implements AutoCloseable {

    private static final HostPort ANY_PORT = new HostPort("127.0.0.1", 0);
    private static final Duration READY_TIME = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 20;

    private final DataFolder folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final HostPort relay;
    private final HostPort market;
    private final Digest simulatedRoot;

    private EmbeddedNetwork(DataFolder folder, HostPort listen, Consumer<String> progress) throws IOException {
        this.folder = folder;
        running.push(folder);
        try {
            progress.accept("starting the market and its PostgreSQL");
            this.market = startMarket(listen, progress);
            this.simulatedRoot = keepSimulatedRoot();
            progress.accept("starting the relay, the enclave runtime and a prover node");
            Relay door = startRelay(listen);
            this.relay = door.address();
            Enclave enclave = startEnclave();
            Node node = startNode();
            // To be closed first, so that what runs may finish.
            running.remove(door);
            running.push(door);
            awaitReady(enclave, node, progress);
        } catch (IOException | RuntimeException e) {
            closeQuietly(e);
            throw e;
        }
    }

    /**
     * @param data where its state lies; made if it is not there
     * @param listen where the relay listens; the market takes the next port, or another one if that is taken
     */
    public static EmbeddedNetwork start(Path data, HostPort listen, Consumer<String> progress) throws IOException {
        requireFree(listen);
        DataFolder folder = DataFolder.open(data);
        Logging.toFile(folder.log());
        return new EmbeddedNetwork(folder, listen, progress);
    }

    private HostPort startMarket(HostPort listen, Consumer<String> progress) throws IOException {
        HostPort next =
                listen.port() == 0 || listen.port() == 65535 ? ANY_PORT : new HostPort("127.0.0.1", listen.port() + 1);
        HostPort on = isFree(next) ? next : ANY_PORT;
        Market started = Market.start(MarketConfig.defaults()
                .withListen(on)
                .withDataDir(folder.market())
                .withFaucet(EmbeddedConfig.FAUCET_MICROS));
        running.push(started);
        if (!on.equals(next)) {
            progress.accept("port " + next.port() + " is taken: the market listens on " + started.address());
        }
        return started.address();
    }

    /** The enclave runtime makes its root in its own folder; clients find the digest in the network's. */
    private Digest keepSimulatedRoot() throws IOException {
        Files.createDirectories(folder.enclave());
        Digest root =
                SimulatedAttester.open(folder.enclave(), InstantSource.system()).rootDigest();
        Files.writeString(folder.simulatedRoot(), root.hex() + "\n", StandardCharsets.US_ASCII);
        return root;
    }

    private Relay startRelay(HostPort listen) throws IOException {
        Relay started = Relay.start(EmbeddedConfig.relay(listen, market, simulatedRoot));
        running.push(started);
        return started;
    }

    private Enclave startEnclave() throws IOException {
        Enclave started = Enclave.start(EmbeddedConfig.enclave(relay, folder.enclave()));
        running.push(started);
        return started;
    }

    private Node startNode() throws IOException {
        Node started = Node.start(EmbeddedConfig.node(market, folder.node()));
        running.push(started);
        return started;
    }

    /** The first request should find everything there; what takes longer keeps trying. */
    private static void awaitReady(Enclave enclave, Node node, Consumer<String> progress) {
        try {
            boolean ready = enclave.awaitAdmission(READY_TIME);
            for (long left = READY_TIME.toMillis(); left > 0 && !node.attached(); left -= POLL_MILLIS) {
                Thread.sleep(POLL_MILLIS);
            }
            if (!ready || !node.attached()) {
                progress.accept("the enclave runtime or the node has not attached yet; it keeps trying");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before anything is started, so that the message comes at once. */
    private static void requireFree(HostPort listen) {
        if (listen.port() != 0 && !isFree(listen)) {
            throw CommandFailure.world(
                    "cannot listen on " + listen + ": it is taken, or not an address of this machine",
                    "Stop what listens there, or choose another one: --listen HOST:PORT");
        }
    }

    private static boolean isFree(HostPort address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public HostPort relay() {
        return relay;
    }

    public HostPort market() {
        return market;
    }

    public Path data() {
        return folder.path();
    }

    public Path log() {
        return folder.log();
    }

    /** SHA-256 of the simulated TEE's root. */
    public Digest simulatedRoot() {
        return simulatedRoot;
    }

    /** Stops in the opposite order: the front door first, so that what runs may finish, the database last. */
    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private void closeQuietly(Exception cause) {
        try {
            close();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }
}
