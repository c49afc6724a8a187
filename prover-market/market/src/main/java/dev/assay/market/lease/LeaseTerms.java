package dev.assay.market.lease;

import dev.assay.market.ledger.Share;
import java.time.Duration;

/**
 * The market's rules for leases.
 *
 * @param duration a lease lives that long without a heartbeat
 * @param grace and that long after its node's stream broke
 * @param acceptWithin a node has that long to accept an award
 * @param maxAttempts leases of one job before it is given up
 * @param collateralPercent of the price, that a node puts up for a lease
 * @param sharePercent of what a node loses, that goes to who saves the job, or to its requester; the rest is the treasury's
 * @param hedgeBelowPercent a second node is asked when the first is less likely in time than that; 0 for never
 * @param maxFailures of a node in a row before it is suspended
 */
public record LeaseTerms(
        Duration duration,
        Duration grace,
        Duration acceptWithin,
        int maxAttempts,
        int collateralPercent,
        int sharePercent,
        int hedgeBelowPercent,
        int maxFailures) {

    long collateralMicros(long priceMicros) {
        long whole = Math.multiplyExact(priceMicros, collateralPercent / 100);
        return Math.addExact(whole, Share.of(priceMicros, collateralPercent % 100, 100));
    }

    long shareMicros(long slashedMicros) {
        return Share.of(slashedMicros, sharePercent, 100);
    }
}
