package dev.assay.market.lease;

import dev.assay.market.job.Execution;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Instant;
import java.util.Optional;

/**
 * A node's right to fulfil a job and be paid.
 *
 * @param token greater than that of every earlier lease of the job, and no other lease's
 * @param priceMicros paid for a proof that verifies in time
 * @param collateralMicros what the node has put up, and may lose
 * @param dueAt later than that, the node is late: the job's soft deadline, or, for who took the job over from another node,
 *     the time that it promised, if that is later
 * @param promisedAt when the node's bid said that it would be done
 * @param until it ends then unless a heartbeat comes; before the acceptance, unless that comes
 * @param expectedAt when the node last said that it will be done
 * @param endCode why it ended, once it has
 * @param earnedMicros what its node was paid
 * @param slashedMicros what its node lost of the collateral
 */
public record Lease(
        long token,
        Digest jobId,
        Address node,
        Role role,
        long priceMicros,
        long collateralMicros,
        Instant awardedAt,
        Instant dueAt,
        Instant promisedAt,
        Instant until,
        Optional<Instant> acceptedAt,
        Optional<Instant> expectedAt,
        Execution execution,
        Optional<String> endCode,
        long earnedMicros,
        long slashedMicros) {

    /** The end code of a lease whose proof was paid. */
    public static final String PAID = "PAID";

    public boolean isHeld() {
        return endCode.isEmpty();
    }

    public boolean isAccepted() {
        return acceptedAt.isPresent();
    }
}
