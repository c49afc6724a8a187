package dev.assay.market.lease;

import dev.assay.market.ledger.Share;
import java.time.Duration;

/**
 * The market's rules for leases: a part of its configuration.
 *
 * @param duration how long a node keeps a job without a heartbeat
 * @param grace how long it keeps its jobs after its stream broke
 * @param acceptWithin how long it has to accept an award before the next one is asked
 * @param maxAttempts nodes that begin to work on one job before it is given up
 * @param collateralPercent of the price, that a node puts up for a lease. The second price is what the runner-up asks, so with
 *     100 a node that fails to deliver has put up what its replacement costs; 0 for none
 * @param slashSharePercent of what nodes lose, that goes to who saves the job or to its requester, the rest to the treasury;
 *     at most 90, since a node that gets all of it back by a second identity has lost nothing
 * @param hedgeBelowPercent a second node is asked when the first is less likely in time than that; 0 for never
 * @param maxFailures of a node in a row before it is suspended
 */
public record LeaseTerms(
        Duration duration,
        Duration grace,
        Duration acceptWithin,
        int maxAttempts,
        int collateralPercent,
        int slashSharePercent,
        int hedgeBelowPercent,
        int maxFailures) {

    /** @throws IllegalArgumentException that names the key and what is allowed */
    public LeaseTerms {
        require(!duration.isNegative() && !duration.isZero(), "leaseDuration must be positive");
        require(!grace.isNegative(), "leaseGrace must not be negative");
        require(!acceptWithin.isNegative() && !acceptWithin.isZero(), "leaseAcceptWithin must be positive");
        require(maxAttempts > 0, "leaseMaxAttempts must be positive");
        require(collateralPercent >= 0 && collateralPercent <= 10_000, "leaseCollateralPercent must be 0 to 10000");
        require(slashSharePercent >= 0 && slashSharePercent <= 90, "leaseSlashSharePercent must be 0 to 90");
        require(hedgeBelowPercent >= 0 && hedgeBelowPercent <= 100, "leaseHedgeBelowPercent must be 0 to 100");
        require(maxFailures > 0, "leaseMaxFailures must be positive");
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Chosen by simulation, where it tells them apart: docs/auction.md. */
    public static LeaseTerms defaults() {
        return new LeaseTerms(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(2), 5, 100, 50, 50, 3);
    }

    long collateralMicros(long priceMicros) {
        long whole = Math.multiplyExact(priceMicros, collateralPercent / 100);
        return Math.addExact(whole, Share.of(priceMicros, collateralPercent % 100, 100));
    }

    long shareMicros(long slashedMicros) {
        return Share.of(slashedMicros, slashSharePercent, 100);
    }

    public LeaseTerms withTimes(Duration withoutHeartbeat, Duration afterBreak) {
        return new LeaseTerms(
                withoutHeartbeat,
                afterBreak,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures);
    }

    public LeaseTerms withMaxAttempts(int attempts) {
        return new LeaseTerms(
                duration,
                grace,
                acceptWithin,
                attempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                maxFailures);
    }

    public LeaseTerms withCollateral(int percent, int sharePercent) {
        return new LeaseTerms(
                duration, grace, acceptWithin, maxAttempts, percent, sharePercent, hedgeBelowPercent, maxFailures);
    }

    public LeaseTerms withHedging(int belowPercent) {
        return new LeaseTerms(
                duration,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                belowPercent,
                maxFailures);
    }

    public LeaseTerms withMaxFailures(int failures) {
        return new LeaseTerms(
                duration,
                grace,
                acceptWithin,
                maxAttempts,
                collateralPercent,
                slashSharePercent,
                hedgeBelowPercent,
                failures);
    }
}
