package dev.assay.node.setup;

/** What a key is checked for, in this order; the numbers are for people. */
public enum KeyCheck {
    /** Wires, public wires and rows are those of the constraints. */
    SIZES("sizes are the circuit's"),
    /** alpha1, beta1 and beta2 are those of the powers of tau. */
    ALPHA_BETA("alpha and beta are those of the powers of tau"),
    /** As long as it is, IC needs no division. */
    GAMMA("gamma is the generator"),
    /** One delta in both groups, neither zero nor outside of the group. */
    DELTA("delta is the same in G1 and G2"),
    IC("section IC is the circuit's"),
    /** Section 4: each entry is the constraints', in their order. */
    COEFFICIENTS("the coefficients are the constraints'"),
    A("section A is the circuit's"),
    B1("section B1 is the circuit's"),
    /** Also that its points are in the group. */
    B2("section B2 is the circuit's"),
    C("section C is the circuit's, over delta"),
    H("section H is the powers of tau's, over delta"),
    CIRCUIT_HASH("the ceremony's circuit hash is the circuit's"),
    TRANSCRIPTS("each contribution's transcript is the hash of what came before"),
    KNOWLEDGE("each contributor proved that they knew their secret"),
    CHAIN("each contribution multiplied the delta before it, and the last made the key's"),
    BEACONS("each beacon's contribution is what the beacon gives"),
    /** Otherwise everybody knows delta, and can prove anything. */
    CONTRIBUTED("somebody contributed a secret, and not only beacons");

    private final String title;

    KeyCheck(String title) {
        this.title = title;
    }

    /** From 1. */
    public int number() {
        return ordinal() + 1;
    }

    /** A statement, true where the check passes. */
    public String title() {
        return title;
    }
}
