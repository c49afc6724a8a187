package dev.assay.enclave;

import dev.assay.edge.HostPort;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An enclave's configuration; the components are the keys of its file.
 *
 * @param relay where to attach
 * @param dataDir for the simulated root and the cache of programs
 * @param chainId of the EIP-712 domain in which everything is signed
 * @param deployment the salt of that domain
 * @param capacity requests at the same time
 * @param priceMicros of one run, in millionths of the ledger's unit
 * @param maxMemoryBytes of linear memory in one run, whatever its manifest allows
 * @param keyLifetime after which the enclave makes new keys; a simulated TEE cuts it to three hours
 * @param drain how long what runs may take to finish when the enclave stops
 */
public record EnclaveConfig(
        HostPort relay,
        Path dataDir,
        long chainId,
        Digest deployment,
        int capacity,
        long priceMicros,
        long maxMemoryBytes,
        Duration keyLifetime,
        Duration drain) {

    private static final int MOST_CAPACITY = 4096;

    public EnclaveConfig {
        require(capacity >= 1 && capacity <= MOST_CAPACITY, "capacity is 1 to " + MOST_CAPACITY);
        require(priceMicros >= 0, "priceMicros is not negative");
        require(maxMemoryBytes >= 1 << 16 && maxMemoryBytes <= 1 << 30, "maxMemoryBytes is 64 KiB to 1 GiB");
        require(keyLifetime.compareTo(Duration.ofMinutes(1)) >= 0, "keyLifetime is at least a minute");
        require(!drain.isNegative(), "drain is not negative");
    }

    public static EnclaveConfig defaults() {
        SigningDomain dev = SigningDomain.dev();
        return new EnclaveConfig(
                new HostPort("127.0.0.1", 7420),
                Path.of("assay-enclave"),
                dev.chainId(),
                dev.deployment(),
                4,
                1_000,
                128 << 20,
                Duration.ofHours(24),
                Duration.ofSeconds(10));
    }

    public SigningDomain domain() {
        return new SigningDomain(chainId, deployment);
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }
}
