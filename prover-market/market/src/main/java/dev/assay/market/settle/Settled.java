package dev.assay.market.settle;

/** What came of a submission. */
public sealed interface Settled {

    /**
     * The proof verified and the node has its money; said again, with nothing moved, to a node that asks again.
     *
     * @param earnedMicros price and tip, less what lateness took
     * @param slashedMicros lost of the collateral by lateness
     */
    record Paid(long earnedMicros, long slashedMicros) implements Settled {}

    /** Nothing was paid: the lease is not the node's any more. */
    record TooLate(String detail) implements Settled {}

    /** Nothing was paid, and the lease is over: the proof did not verify. */
    record Rejected(String detail) implements Settled {}
}
