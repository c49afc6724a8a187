package dev.assay.node;

import dev.assay.edge.HostPort;
import dev.assay.node.engine.EngineSpec;
import dev.assay.node.prove.BackendChoice;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A prover node's configuration.
 *
 * @param market where to attach
 * @param dataDir holds the node's key and the artifacts it has fetched
 * @param capacity jobs at the same time
 * @param priceMicros asked for a job
 * @param circuits the circuits to serve; empty for any
 * @param maxArtifactBytes the largest proving key that the node fetches
 * @param chainId of the signing domain
 * @param deployment of the signing domain
 * @param backend what to prove on: auto, java or native
 * @param engines provers of others, each {@code name=command argument…} ({@code docs/engines.md})
 * @param engineTime how long an engine may take for a job
 */
public record NodeConfig(
        HostPort market,
        Path dataDir,
        int capacity,
        long priceMicros,
        Set<Digest> circuits,
        long maxArtifactBytes,
        long chainId,
        Digest deployment,
        String backend,
        Set<String> engines,
        Duration engineTime) {

    public static NodeConfig defaults() {
        SigningDomain dev = SigningDomain.dev();
        return new NodeConfig(
                new HostPort("127.0.0.1", 7421),
                Path.of(System.getProperty("user.home"), ".assay", "node"),
                1,
                1_000,
                Set.of(),
                4L << 30,
                dev.chainId(),
                dev.deployment(),
                BackendChoice.AUTO.label(),
                Set.of(),
                Duration.ofHours(1));
    }

    public NodeConfig {
        if (capacity < 1 || capacity > 1024) {
            throw new IllegalArgumentException("capacity = " + capacity + ": 1 to 1024");
        }
        if (priceMicros < 0) {
            throw new IllegalArgumentException("priceMicros = " + priceMicros + ": not negative");
        }
        BackendChoice.of(backend);
        if (!engineTime.isPositive()) {
            throw new IllegalArgumentException("engineTime must be positive");
        }
        engines.forEach(EngineSpec::parse);
    }

    List<EngineSpec> engineSpecs() {
        return engines.stream().sorted().map(EngineSpec::parse).toList();
    }

    public SigningDomain signingDomain() {
        return new SigningDomain(chainId, deployment);
    }
}
