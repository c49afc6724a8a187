package dev.assay.market;

import dev.assay.edge.Channels;
import dev.assay.edge.HostPort;
import dev.assay.market.circuit.RegistryConfig;
import dev.assay.market.store.DatabaseAddress;
import dev.assay.market.store.TestServer;
import dev.assay.market.transcript.TranscriptConfig;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A market on a schema of its own, with the sample circuit registered, and a channel to it. */
final class TestMarket implements Reachable, AutoCloseable {

    static final long FAUCET_MICROS = 1_000_000;
    static final int MAX_ATTEMPTS = 3;
    static final Duration LEASE = Duration.ofMillis(1200);

    private final MarketConfig config;
    private Market market;
    private ManagedChannel channel;

    private TestMarket(MarketConfig config) throws IOException {
        this.config = config;
        this.market = Market.start(config);
        this.channel = Channels.connect(market.address());
    }

    static TestMarket start(TestServer server, Path dataDir) throws IOException, SQLException {
        return start(server.freshSchema(), dataDir);
    }

    static TestMarket start(DatabaseAddress schema, Path dataDir) throws IOException {
        return start(schema, dataDir, UnaryOperator.identity());
    }

    static TestMarket start(DatabaseAddress schema, Path dataDir, RegistryConfig registry) throws IOException {
        return start(schema, dataDir, rules -> rules.withRegistry(registry).withCollateral(0, 50));
    }

    static TestMarket start(DatabaseAddress schema, Path dataDir, TranscriptConfig log) throws IOException {
        return start(schema, dataDir, rules -> rules.withTranscript(log));
    }

    static TestMarket start(DatabaseAddress schema, Path dataDir, UnaryOperator<MarketConfig> rules)
            throws IOException {
        TestMarket market = new TestMarket(rules.apply(MarketConfig.defaults()
                .withListen(new HostPort("127.0.0.1", 0))
                .withDataDir(dataDir)
                .withDatabase(schema)
                .withFaucet(FAUCET_MICROS)
                .withMaxAttempts(MAX_ATTEMPTS)
                .withLease(LEASE, Duration.ofMillis(200), Duration.ofMillis(400))));
        market.registerReserves();
        return market;
    }

    /** Stops the market and starts it again on what it has kept. */
    void restart() throws IOException {
        channel.shutdownNow();
        market.close();
        market = Market.start(config);
        channel = Channels.connect(market.address());
    }

    HostPort transcriptAddress() {
        return market.transcriptAddress();
    }

    @Override
    public HostPort address() {
        return market.address();
    }

    @Override
    public ManagedChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.shutdownNow();
        market.close();
    }
}
