package dev.assay.market.circuit;

import dev.assay.verification.Digest;

/**
 * What came of a registration.
 *
 * @param isNew whether the circuit was not registered before
 * @param depositMicros what the registrant put down; 0 if the circuit was there before
 */
public record Registration(Digest circuit, boolean isNew, long depositMicros) {}
