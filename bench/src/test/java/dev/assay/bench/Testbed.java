package dev.assay.bench;

import dev.assay.client.AssayClient;
import dev.assay.client.Trust;
import dev.assay.edge.HostPort;
import dev.assay.edge.config.Config;
import dev.assay.enclave.Enclave;
import dev.assay.enclave.EnclaveConfig;
import dev.assay.enclave.attest.SimulatedAttester;
import dev.assay.market.Market;
import dev.assay.market.MarketConfig;
import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.relay.Relay;
import dev.assay.relay.RelayConfig;
import dev.assay.verification.Digest;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.workload.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Every service in this process on ports of its own: real gRPC, real PostgreSQL, a simulated TEE. */
final class Testbed implements AutoCloseable {

    static final Path ROOT = Path.of(System.getProperty("assay.root"));
    static final Path RESERVES = ROOT.resolve("samples/circuits/reserves");
    static final Path PROGRAMS = ROOT.resolve("samples/programs");

    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    final Market market;
    final Relay relay;
    final Enclave enclave;

    /** Market, relay and enclave; nodes are added. */
    Testbed(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        market = started(Market.start(config(
                MarketConfig.class,
                Map.of(
                        "LISTEN",
                        "127.0.0.1:0",
                        "DATA_DIR",
                        folder.resolve("market").toString(),
                        "FAUCET_MICROS",
                        "1000000",
                        "LEASE_DURATION",
                        "3s",
                        "HEARTBEAT",
                        "500ms"))));
        Path enclaveFolder = folder.resolve("enclave");
        // The relay must know the simulated root, and the enclave the relay: the root is there first.
        Files.createDirectories(enclaveFolder);
        Digest root =
                SimulatedAttester.open(enclaveFolder, InstantSource.system()).rootDigest();
        relay = started(Relay.start(config(
                RelayConfig.class,
                Map.of(
                        "LISTEN",
                        "127.0.0.1:0",
                        "MARKET",
                        market.address().toString(),
                        "INSECURE_SIMULATED_ROOTS",
                        root.hex()))));
        enclave = started(Enclave.start(config(
                EnclaveConfig.class,
                Map.of("RELAY", relay.address().toString(), "DATA_DIR", enclaveFolder.toString()))));
        if (!enclave.awaitAdmission(Duration.ofSeconds(30))) {
            throw new IOException("the enclave was not admitted");
        }
    }

    private <T extends AutoCloseable> T started(T service) {
        running.push(service);
        return service;
    }

    static <R extends Record> R config(Class<R> type, Map<String, String> values) throws IOException {
        Map<String, String> environment = new HashMap<>();
        values.forEach((key, value) -> environment.put("T_" + key, value));
        return Config.load(type, null, environment, "T");
    }

    Node startNode(String name) throws IOException, InterruptedException {
        return startNode(name, Map.of());
    }

    /** @param more keys of the node's configuration */
    Node startNode(String name, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> values = new HashMap<>(more);
        values.put("MARKET", market.address().toString());
        values.put("DATA_DIR", folder.resolve(name).toString());
        Node node = started(Node.start(config(NodeConfig.class, values)));
        for (int i = 0; i < 300 && !node.attached(); i++) {
            Thread.sleep(100);
        }
        return node;
    }

    static AppraisalPolicy policy() {
        return AppraisalPolicy.builder()
                .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                .freshness(Freshness.keyBinding(Duration.ofHours(1)))
                .clockSkew(Duration.ofMinutes(1))
                .build();
    }

    Trust simulatedTrust() {
        return Trust.insecureSimulated(Set.of(enclave.rootDigest()), policy());
    }

    AssayClient client(Trust trust) {
        return AssayClient.connect(relay.address(), SigningKey.generate(new SecureRandom()), trust);
    }

    HostPort address() {
        return relay.address();
    }

    static Digest publishMedianPrice(AssayClient client) throws Exception {
        Path wasm = PROGRAMS.resolve("median-price/median-price.wasm");
        return client.publish(
                new Program("median-price", Digest.sha256(Files.readAllBytes(wasm)), Program.Limits.standard()), wasm);
    }

    static Digest publishReserves(AssayClient client) throws Exception {
        return SampleCircuit.GROTH16.publish(client);
    }

    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
