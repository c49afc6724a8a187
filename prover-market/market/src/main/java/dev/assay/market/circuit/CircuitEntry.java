package dev.assay.market.circuit;

import dev.assay.verification.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * A circuit in the list.
 *
 * @param removedAt when it, or its verifier, was taken away
 */
public record CircuitEntry(Digest id, byte[] manifest, Instant registeredAt, Optional<Instant> removedAt) {}
