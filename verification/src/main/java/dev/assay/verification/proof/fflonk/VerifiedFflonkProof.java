package dev.assay.verification.proof.fflonk;

import java.math.BigInteger;
import java.util.List;

/**
 * Public inputs that a proof was accepted for; only {@link FflonkVerifier} makes one. What counts are the inputs and the key:
 * the proof is one of many that prove the same.
 */
public final class VerifiedFflonkProof {

    private final FflonkKey key;
    private final FflonkProof proof;
    private final List<BigInteger> inputs;

    VerifiedFflonkProof(FflonkKey key, FflonkProof proof, List<BigInteger> inputs) {
        this.key = key;
        this.proof = proof;
        this.inputs = List.copyOf(inputs);
    }

    public FflonkKey key() {
        return key;
    }

    public FflonkProof proof() {
        return proof;
    }

    /** In the circuit's order, outputs first; each below r. */
    public List<BigInteger> publicInputs() {
        return inputs;
    }
}
