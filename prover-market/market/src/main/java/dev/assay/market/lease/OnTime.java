package dev.assay.market.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * How likely a lease's holder is in time. What is left to do is what the holder says, but no less than half of the time by
 * which it has overrun its bid: who is late by a minute is not believed to need one more second. The true time is taken to be
 * spread around that log-normally; and a holder that is not heard of is likely gone.
 */
final class OnTime {

    /** Standard deviation of the logarithm of true over announced time: two thirds lie within a third of it. */
    private static final double SPREAD = 0.3;

    private OnTime() {}

    /**
     * Between 0 and 1.
     *
     * @param by when it is to be done
     * @param life a lease lives that long after each heartbeat
     */
    static double probability(Lease lease, Instant by, Duration life, Instant now) {
        double leftMillis = Duration.between(now, by).toMillis();
        if (leftMillis <= 0) {
            return 0;
        }
        double untilMillis = Duration.between(now, lease.until()).toMillis();
        double alive = Math.clamp(untilMillis / life.toMillis(), 0, 1);
        return normal(Math.log(leftMillis / toDoMillis(lease, now)) / SPREAD) * alive;
    }

    private static double toDoMillis(Lease lease, Instant now) {
        Instant done = lease.expectedAt().orElse(lease.promisedAt());
        double saidMillis = Duration.between(now, done).toMillis();
        double overrunMillis = Duration.between(lease.promisedAt(), now).toMillis();
        return Math.max(1, Math.max(saidMillis, overrunMillis / 2));
    }

    /** The normal distribution function, by the logistic approximation (Bowling and others, 2009), within 0.0002. */
    private static double normal(double x) {
        return 1 / (1 + Math.exp(-x * (1.5976 + 0.07056 * x * x)));
    }
}
