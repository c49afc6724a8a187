package dev.assay.market.circuit;

import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.workload.PluginCircuit;

/** What a circuit's proofs are verified with. */
public sealed interface CircuitVerifier {

    /** The library, with an examined key. */
    record BuiltIn(ProofKey key) implements CircuitVerifier {}

    /**
     * A plugin, in a process of its own.
     *
     * @param key the bytes that the plugin verifies with
     */
    record Plugin(PluginCircuit circuit, byte[] key) implements CircuitVerifier {}
}
