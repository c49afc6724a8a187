package dev.assay.enclave;

import dev.assay.enclave.attest.EnclaveIdentity;
import dev.assay.enclave.attest.SimulatedAttester;
import dev.assay.enclave.link.EnclaveLink;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running enclave runtime: a simulated TEE, an identity, and a link to a relay. */
public final class Enclave implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Enclave.class);

    private final SimulatedAttester attester;
    private final EnclaveLink link;

    private Enclave(SimulatedAttester attester, EnclaveLink link) {
        this.attester = attester;
        this.link = link;
    }

    /**
     * Starts and returns at once; the relay need not be there yet.
     *
     * @throws IllegalArgumentException if the Java heap cannot hold the memory of all runs at the same time
     */
    public static Enclave start(EnclaveConfig config) throws IOException {
        requireHeap(config);
        InstantSource clock = InstantSource.system();
        Files.createDirectories(config.dataDir());
        SimulatedAttester attester = SimulatedAttester.open(config.dataDir(), clock);
        log.warn("SIMULATED TEE: no hardware protects or vouches for this enclave; root {}", attester.rootDigest());
        EnclaveLink link = EnclaveLink.start(
                new EnclaveLink.Settings(
                        config.relay(),
                        config.domain(),
                        config.capacity(),
                        config.priceMicros(),
                        config.maxMemoryBytes(),
                        config.drain()),
                () -> EnclaveIdentity.create(attester, config.keyLifetime(), clock),
                config.dataDir().resolve("artifacts"),
                clock);
        return new Enclave(attester, link);
    }

    /** What {@code TrustStore.insecureSimulated} takes to accept this enclave. */
    public Digest rootDigest() {
        return attester.rootDigest();
    }

    /** What receipts are signed by at present. */
    public Address address() {
        return link.address();
    }

    /** Waits until the relay admitted the enclave for the first time; false if the time ran out. */
    public boolean awaitAdmission(Duration patience) throws InterruptedException {
        return link.awaitAdmission(patience);
    }

    @Override
    public void close() {
        link.close();
    }

    private static void requireHeap(EnclaveConfig config) {
        long wanted = config.capacity() * config.maxMemoryBytes();
        long heap = Runtime.getRuntime().maxMemory();
        if (wanted > heap / 4 * 3) {
            throw new IllegalArgumentException(
                    "capacity x maxMemoryBytes = %d MiB is more than 3/4 of the heap of %d MiB"
                            .formatted(wanted >> 20, heap >> 20));
        }
    }
}
