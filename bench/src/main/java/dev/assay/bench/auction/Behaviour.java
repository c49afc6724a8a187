package dev.assay.bench.auction;

/** What a simulated node wants. */
enum Behaviour {
    /** Asks what is best for it: its cost where that is best, else with a margin that it learns from winning and losing. */
    HONEST,
    /** Always asks at least half as much again as the job costs it. */
    GREEDY,
    /** One of a ring: the cheapest that is free bids, the others ask for more than anybody pays. */
    COLLUDING,
    /** Asks half of its costs, and fails every second job. */
    FAILING,
    /** One machine under several names: it takes more jobs than it can do, and lifts prices with bids not meant to win. */
    SYBIL
}
