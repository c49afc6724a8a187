package dev.assay.verification.proof;

import java.math.BigInteger;
import java.util.List;

/**
 * Public inputs that a proof was accepted for; only {@link Groth16Verifier} makes one. What counts are the inputs and the
 * key. The points of the proof do not identify anything: anybody can make other points that prove the same.
 */
public final class VerifiedProof {

    private final VerifiedKey key;
    private final List<BigInteger> inputs;

    VerifiedProof(VerifiedKey key, List<BigInteger> inputs) {
        this.key = key;
        this.inputs = List.copyOf(inputs);
    }

    public VerifiedKey key() {
        return key;
    }

    /** In the circuit's order, outputs first; each below r. */
    public List<BigInteger> publicInputs() {
        return inputs;
    }
}
