package dev.assay.market;

import com.google.protobuf.ByteString;
import dev.assay.edge.Channels;
import dev.assay.edge.HostPort;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.edge.artifact.Progress;
import dev.assay.market.store.DatabaseAddress;
import dev.assay.market.store.TestServer;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.RegisterCircuitRequest;
import dev.assay.verification.Digest;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** A market on a schema of its own, with the sample circuit registered, and a channel to it. */
final class TestMarket implements AutoCloseable {

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
        DatabaseAddress schema = server.freshSchema();
        TestMarket market = new TestMarket(MarketConfig.defaults()
                .withListen(new HostPort("127.0.0.1", 0))
                .withDataDir(dataDir)
                .withDatabase(schema)
                .withFaucet(FAUCET_MICROS)
                .withMaxAttempts(MAX_ATTEMPTS)
                .withLease(LEASE, Duration.ofMillis(200), Duration.ofMillis(400)));
        market.uploadReserves();
        market.register(ReservesCircuit.circuit().manifest());
        return market;
    }

    private void uploadReserves() throws IOException {
        ArtifactClient artifacts = new ArtifactClient(channel);
        for (String name : new String[] {"verification_key.json", "reserves.zkey", "reserves.wasm", "reserves.r1cs"}) {
            Digest ignored = artifacts.upload(ReservesCircuit.path(name), Progress.SILENT);
        }
    }

    /** @return whether it was new */
    boolean register(byte[] manifest) {
        return stub().registerCircuit(RegisterCircuitRequest.newBuilder()
                        .setManifest(ByteString.copyFrom(manifest))
                        .build())
                .getCreated();
    }

    /** Stops the market and starts it again on what it has kept. */
    void restart() throws IOException {
        channel.shutdownNow();
        market.close();
        market = Market.start(config);
        channel = Channels.connect(market.address());
    }

    HostPort address() {
        return market.address();
    }

    ManagedChannel channel() {
        return channel;
    }

    MarketServiceGrpc.MarketServiceBlockingStub stub() {
        return MarketServiceGrpc.newBlockingStub(channel);
    }

    @Override
    public void close() throws IOException {
        channel.shutdownNow();
        market.close();
    }
}
