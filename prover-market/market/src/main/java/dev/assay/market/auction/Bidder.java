package dev.assay.market.auction;

import dev.assay.market.job.Job;
import dev.assay.market.lease.Award;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import java.time.Instant;
import java.util.Optional;

/** A node that is attached now. */
public interface Bidder {

    Address address();

    /** Such as "cpu/java". */
    String hardware();

    /** What it signed for every job of the circuit, if that is still good at that time. */
    Optional<Signed<Quote>> standingQuote(Digest circuitId, Instant now);

    /** Whether it wants to be asked for a bid all the same; its quote stands if it does not answer. */
    boolean isAskedFirst(Digest circuitId);

    /** How many leases it may hold at the same time. */
    int capacity();

    /** Whether it has answered of late: an auction does not wait for one that has not, though it may bid. */
    boolean isAwaited();

    /**
     * Asks for a bid.
     *
     * @param seed the market's commitment to its part of the round's randomness
     */
    void offer(Job job, Instant closes, Digest seed);

    /** Tells it that somebody else got the job, or nobody. */
    void auctionClosed(Digest jobId);

    /**
     * Tells it that it holds the lease.
     *
     * @return false if its stream is gone
     */
    boolean award(Award.Given award);
}
