package dev.assay.verification.auction;

import dev.assay.verification.sign.Address;
import java.util.List;
import java.util.Optional;

/** How a round ended, and for each that lost why. */
public sealed interface Outcome {

    List<Lost> losers();

    /**
     * Somebody gets the job.
     *
     * @param priceMicros what is paid: no less than was asked, no more than the reserve
     * @param scoreMicros the winner's
     * @param runnerUp who has the next-best score: is asked first if the winner may be late
     * @param indexSampleMicros what this round says that such a job costs: its price if there was competition, else what
     *     the winner asked, so that a lone node's pay does not lift the index that bounds it
     */
    record Sold(
            Address winner,
            long priceMicros,
            long scoreMicros,
            Optional<Address> runnerUp,
            long indexSampleMicros,
            List<Lost> losers)
            implements Outcome {}

    /** Nobody does. */
    record Unsold(List<Lost> losers) implements Outcome {}

    /** A node that does not get the job. */
    record Lost(Address node, Cause cause) {}

    /** Why. */
    enum Cause {
        /** It asks for more than the requester pays. */
        ABOVE_RESERVE,
        /** It says itself that it would not be done by the hard deadline. */
        TOO_LATE,
        /** It asks for more than is paid without competition. */
        ABOVE_CAP,
        /** Somebody's score is better. */
        OUTSCORED,
        /** Somebody's score is the same, and chance chose. */
        TIED
    }
}
