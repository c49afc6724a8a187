package dev.assay.market.auction;

import dev.assay.verification.sign.Address;

/** How an auction ended. */
public sealed interface Outcome {

    /**
     * Somebody gets the job.
     *
     * @param priceMicros what is paid: no less than was asked, no more than the reserve
     */
    record Sold(Address winner, long priceMicros) implements Outcome {}

    /**
     * Nobody does.
     *
     * @param aboveReserve how many asked for more than the requester pays
     */
    record Unsold(int aboveReserve) implements Outcome {}
}
