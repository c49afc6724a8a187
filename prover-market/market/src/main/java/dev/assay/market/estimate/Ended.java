package dev.assay.market.estimate;

import dev.assay.market.lease.Lease;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

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
        String code,
        Duration took,
        Instant at) {

    /** Ends that say nothing of the node: the requester's will, a bad input, a fault of the market or of a plugin. */
    private static final Set<String> NOT_ITS_FAULT =
            Set.of("CANCELLED", "INPUT_REJECTED", "INTERNAL", "VERIFIER_FAILED");

    boolean isDelivered() {
        return code.equals(Lease.PAID);
    }

    boolean counts() {
        return !NOT_ITS_FAULT.contains(code);
    }
}
