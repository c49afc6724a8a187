package dev.assay.market.job;

import java.util.EnumSet;
import java.util.Set;

/** Where a job is on its way from request to result. */
public enum Fulfilment {
    ACCEPTED,
    /** Nodes are asked for bids. */
    AUCTION,
    /** A node holds a lease. */
    ASSIGNED,
    FULFILLED,
    FAILED,
    CANCELLED,
    EXPIRED;

    private static final Set<Fulfilment> FOR_SALE = EnumSet.of(ACCEPTED, AUCTION);
    private static final Set<Fulfilment> UNFINISHED = EnumSet.of(ACCEPTED, AUCTION, ASSIGNED);

    public boolean isForSale() {
        return FOR_SALE.contains(this);
    }

    public boolean isFinished() {
        return !UNFINISHED.contains(this);
    }
}
