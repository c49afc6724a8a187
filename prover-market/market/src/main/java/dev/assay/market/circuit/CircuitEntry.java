package dev.assay.market.circuit;

import dev.assay.verification.Digest;
import java.time.Instant;

/** A circuit in the list. */
public record CircuitEntry(Digest id, byte[] manifest, Instant registeredAt) {}
