package dev.assay.relay.route;

import java.time.Duration;
import java.time.Instant;

/**
 * What an enclave has earned: only a verified receipt mends it, so that whoever fails fastest does not get the most
 * requests. Guarded by the router.
 */
final class Standing {

    private static final int MAX_FAULTS = 8;
    private static final int MAX_DOUBLINGS = 6;

    private final Duration ejection;
    private int faults;
    private int deceits;
    private Instant ejectedUntil = Instant.MIN;

    /** @param ejection for the first bad receipt; doubles with each further one, up to 64 times as long */
    Standing(Duration ejection) {
        this.ejection = ejection;
    }

    void verified() {
        faults /= 2;
        deceits = 0;
    }

    void faltered() {
        faults = Math.min(MAX_FAULTS, faults + 1);
    }

    /** @return how long the enclave gets nothing */
    Duration deceived(Instant now) {
        faltered();
        Duration length = ejection.multipliedBy(1L << Math.min(MAX_DOUBLINGS, deceits++));
        ejectedUntil = now.plus(length);
        return length;
    }

    boolean ejected(Instant now) {
        return now.isBefore(ejectedUntil);
    }

    /** What a queue of this length at this enclave is like: each fault counts as one more queue. */
    long load(int inFlight) {
        return (inFlight + 1L) * (faults + 1L);
    }
}
