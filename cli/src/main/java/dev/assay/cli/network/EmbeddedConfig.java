package dev.assay.cli.network;

import dev.assay.edge.HostPort;
import dev.assay.enclave.EnclaveConfig;
import dev.assay.node.NodeConfig;
import dev.assay.relay.RelayConfig;
import dev.assay.verification.Digest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The services' configurations, where they differ from the defaults. */
final class EmbeddedConfig {

    /** Play money for each new account: a thousand units. */
    static final long FAUCET_MICROS = 1_000_000_000;

    private EmbeddedConfig() {}

    static RelayConfig relay(HostPort listen, HostPort market, Digest simulatedRoot) {
        RelayConfig defaults = RelayConfig.defaults();
        return new RelayConfig(
                listen,
                Optional.of(market),
                defaults.chainId(),
                defaults.deployment(),
                Set.of(simulatedRoot),
                Optional.empty(),
                Optional.empty(),
                defaults.clockSkew(),
                defaults.evidenceAge(),
                defaults.answerWithin(),
                defaults.silence(),
                defaults.maxEnclaves(),
                defaults.maxEnclaveCapacity(),
                defaults.maxRequests(),
                defaults.maxBytes(),
                defaults.retention(),
                defaults.maxDeadline(),
                defaults.maxWaiting(),
                defaults.patience(),
                defaults.attempts(),
                defaults.ejection(),
                defaults.drain());
    }

    /** As many runs at the same time as a third of the heap has room for, up to four. */
    static EnclaveConfig enclave(HostPort relay, Path data) {
        EnclaveConfig defaults = EnclaveConfig.defaults();
        long room = Runtime.getRuntime().maxMemory() / 3 / defaults.maxMemoryBytes();
        return new EnclaveConfig(
                relay,
                data,
                defaults.chainId(),
                defaults.deployment(),
                (int) Math.clamp(room, 1, defaults.capacity()),
                defaults.priceMicros(),
                defaults.maxMemoryBytes(),
                defaults.keyLifetime(),
                defaults.drain());
    }

    static NodeConfig node(HostPort market, Path data) {
        NodeConfig defaults = NodeConfig.defaults();
        return new NodeConfig(
                market,
                data,
                defaults.capacity(),
                defaults.priceMicros(),
                defaults.circuits(),
                defaults.maxArtifactBytes(),
                defaults.chainId(),
                defaults.deployment(),
                defaults.backend(),
                defaults.engines(),
                defaults.engineTime());
    }
}
