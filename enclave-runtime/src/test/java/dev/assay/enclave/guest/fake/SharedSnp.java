package dev.assay.enclave.guest.fake;

import dev.assay.simulator.SimulatedSnp;
import dev.assay.verification.tee.snp.SnpProduct;
import java.security.SecureRandom;
import java.time.Instant;

/** One simulated processor for all tests: its roots' keys take seconds to make. */
public final class SharedSnp {
    public static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    public static final SimulatedSnp PROCESSOR = SimulatedSnp.create(SnpProduct.MILAN, new SecureRandom(), NOW);

    private SharedSnp() {}
}
