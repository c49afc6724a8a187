package dev.assay.market.lease;

import java.time.Duration;

/**
 * The market's rules for leases.
 *
 * @param duration a lease lives that long without a heartbeat
 * @param grace and that long after its node's stream broke
 * @param maxAttempts leases of one job before it is given up
 */
public record LeaseTerms(Duration duration, Duration grace, int maxAttempts) {}
