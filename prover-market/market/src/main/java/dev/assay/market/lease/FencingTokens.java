package dev.assay.market.lease;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Makes fencing tokens: 43 bits of the time in milliseconds and 20 random ones. They grow from lease to lease of a job, and
 * need no counter that all jobs would wait for; the table's primary key catches the one collision in a million.
 *
 * @param random need not be secret: a token is worth nothing to any node but the one that holds the lease
 */
record FencingTokens(RandomGenerator random) {

    private static final int RANDOM_BITS = 20;

    /** @param previous the job's latest token, or 0; the clock may have been set back since */
    long next(long previous, Instant now) {
        long token = now.toEpochMilli() << RANDOM_BITS | random.nextInt(1 << RANDOM_BITS);
        return Math.max(token, previous + 1);
    }
}
