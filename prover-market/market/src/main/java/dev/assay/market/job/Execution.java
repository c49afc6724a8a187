package dev.assay.market.job;

/** How far the computation is, in the order in which a node goes through it. */
public enum Execution {
    PENDING,
    /** The node gets the circuit's artifacts. */
    FETCHING,
    WITNESS,
    PROVING,
    SUCCEEDED,
    FAILED
}
