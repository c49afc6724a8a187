package dev.assay.market.estimate;

import dev.assay.market.lease.Ending;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.time.Instant;

/**
 * A lease that ended, with what it was given for.
 *
 * @param took from award to end
 * @param sampleMicros what its round said that such a job costs
 */
record Ended(
        long token,
        Address node,
        Digest circuitId,
        int inputClass,
        int workClass,
        String hardware,
        long expectedMillis,
        long sampleMicros,
        Ending ending,
        Duration took,
        Instant at) {

    boolean isDelivered() {
        return ending == Ending.PAID;
    }

    /** Whether it says anything of the node. */
    boolean counts() {
        return isDelivered() || ending.isFault();
    }
}
