package dev.assay.market.lease;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Instant;
import java.util.Optional;

/**
 * A node's right to fulfil a job and be paid.
 *
 * @param token greater than that of every earlier lease of the job, and no other lease's
 * @param priceMicros paid for a proof that verifies
 * @param until it ends then unless a heartbeat comes
 * @param endCode why it ended, once it has
 */
public record Lease(long token, Digest jobId, Address node, long priceMicros, Instant until, Optional<String> endCode) {

    /** The end code of a lease whose proof was paid. */
    public static final String PAID = "PAID";

    public boolean isHeld() {
        return endCode.isEmpty();
    }
}
