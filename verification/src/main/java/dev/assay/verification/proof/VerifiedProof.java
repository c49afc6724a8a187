package dev.assay.verification.proof;

import java.math.BigInteger;
import java.util.List;

/**
 * Public inputs that a proof was accepted for; only {@link Groth16Verifier} makes one. What counts are the inputs and the
 * key. The points of the proof do not identify anything: anybody can make other points that prove the same.
 */
public final class VerifiedProof {

    private final VerifiedKey key;
    private final Groth16Proof proof;
    private final PublicInputs inputs;

    VerifiedProof(VerifiedKey key, Groth16Proof proof, PublicInputs inputs) {
        this.key = key;
        this.proof = proof;
        this.inputs = inputs;
    }

    public VerifiedKey key() {
        return key;
    }

    public Groth16Proof proof() {
        return proof;
    }

    /** In the circuit's order, outputs first; each below r. */
    public List<BigInteger> publicInputs() {
        return inputs.toBigIntegers();
    }
}
