package dev.assay.verification.proof.gnark;

import dev.assay.verification.proof.PublicInputs;
import java.math.BigInteger;
import java.util.List;

/**
 * Public inputs that a proof of gnark was accepted for; only {@link GnarkVerifier} makes one. The points of the proof do not
 * identify anything: anybody can make other points that prove the same.
 */
public final class VerifiedGnarkProof {

    private final VerifiedGnarkKey key;
    private final PublicInputs inputs;

    VerifiedGnarkProof(VerifiedGnarkKey key, PublicInputs inputs) {
        this.key = key;
        this.inputs = inputs;
    }

    public VerifiedGnarkKey key() {
        return key;
    }

    /** In the circuit's order; each below r. */
    public List<BigInteger> publicInputs() {
        return inputs.toBigIntegers();
    }
}
