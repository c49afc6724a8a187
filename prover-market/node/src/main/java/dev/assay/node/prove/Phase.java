package dev.assay.node.prove;

/** What a {@link Prover} is doing, in this order. */
public enum Phase {
    /** Reads and checks the key, unless it is remembered. */
    LOADING,
    /** Computes or reads the witness, and checks it against the constraints where they are given. */
    WITNESS,
    PROVING,
    VERIFYING;

    /** Is told when a phase begins, on the thread that proves. */
    @FunctionalInterface
    public interface Listener {
        void entered(Phase phase);
    }
}
