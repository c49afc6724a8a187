package dev.assay.market.auction;

/** What came of one attempt to sell a job. */
sealed interface Sale {

    record Sold() implements Sale {}

    /** The job is not for sale any more. */
    record Gone() implements Sale {}

    /**
     * Nobody took it.
     *
     * @param why for the requester
     */
    record Unsold(String why) implements Sale {}
}
