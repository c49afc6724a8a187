package dev.assay.verification.proof.plonk;

import java.math.BigInteger;
import java.util.List;

/**
 * Public inputs that a proof was accepted for; only {@link PlonkVerifier} makes one. What counts are the inputs and the key:
 * the proof is one of many that prove the same.
 */
public final class VerifiedPlonkProof {

    private final PlonkKey key;
    private final PlonkProof proof;
    private final List<BigInteger> inputs;

    VerifiedPlonkProof(PlonkKey key, PlonkProof proof, List<BigInteger> inputs) {
        this.key = key;
        this.proof = proof;
        this.inputs = List.copyOf(inputs);
    }

    public PlonkKey key() {
        return key;
    }

    public PlonkProof proof() {
        return proof;
    }

    /** In the circuit's order, outputs first; each below r. */
    public List<BigInteger> publicInputs() {
        return inputs;
    }
}
