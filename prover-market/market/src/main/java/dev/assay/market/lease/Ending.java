package dev.assay.market.lease;

/** How a lease ended: what it costs its holder depends on that alone, and on when. */
public enum Ending {
    /** The proof verified. */
    PAID(false),
    /** The node said no to the award. */
    DECLINED(true),
    /** The node did not answer the award in time. */
    NOT_ACCEPTED(true),
    /** The node gave the job back. */
    SURRENDERED(true),
    /** No heartbeat came in time. */
    SILENT(true),
    /** The proof did not verify. */
    WRONG_PROOF(true),
    /** The node said that the circuit refuses the input, and the circuit's validator takes it. */
    FALSE_REFUSAL(true),
    /** The job's deadline passed while the node held it. */
    OVERDUE(true),
    /** A second node was faster, which was asked because this one seemed to be late. */
    OUTRUN(true),
    /** The first node delivered after all. */
    NOT_NEEDED(false),
    /** The requester cancelled. */
    CANCELLED(false),
    /** The node says that the circuit refuses the input. */
    INPUT_REJECTED(false),
    /** The market could not go on with it, by no fault of the node's. */
    MARKET_FAULT(false);

    private final boolean isFault;

    Ending(boolean isFault) {
        this.isFault = isFault;
    }

    /** Whether it counts towards the node's suspension. */
    public boolean isFault() {
        return isFault;
    }
}
