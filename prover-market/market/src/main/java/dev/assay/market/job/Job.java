package dev.assay.market.job;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Instant;

/**
 * A job as it was when it was read; without its input, which may be large.
 *
 * @param id the request's id
 * @param softDeadline until when a proof is paid in full; from there the pay falls evenly to nothing at the deadline
 * @param lastSequence of its events
 * @param fencingToken of the latest lease; 0 before the first
 * @param attempts nodes that began to work on it, hedges not counted
 * @param reliefMicros in its pot, from nodes that failed it
 */
public record Job(
        Digest id,
        Address requester,
        Digest circuitId,
        int inputSizeBytes,
        Instant openedAt,
        Instant deadline,
        Instant softDeadline,
        long maxPriceMicros,
        long tipMicros,
        Status status,
        long lastSequence,
        long fencingToken,
        int attempts,
        long reliefMicros) {

    /** Whether nodes may bid for it at that time. */
    public boolean isForSale(Instant now) {
        return status.fulfilment().isForSale() && now.isBefore(deadline);
    }

    /** Whether a node works on it. */
    public boolean isHeld() {
        return status.fulfilment() == Fulfilment.ASSIGNED;
    }
}
