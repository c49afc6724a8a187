package dev.assay.verification.proof.gnark;

import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.util.List;

/** Public inputs that a PLONK proof of gnark was accepted for; only {@link GnarkPlonkVerifier} makes one. */
public final class VerifiedGnarkPlonkProof {

    private final VerifiedGnarkPlonkKey key;
    private final List<Scalar> inputs;

    VerifiedGnarkPlonkProof(VerifiedGnarkPlonkKey key, List<Scalar> inputs) {
        this.key = key;
        this.inputs = List.copyOf(inputs);
    }

    public VerifiedGnarkPlonkKey key() {
        return key;
    }

    /** In the circuit's order; each below r. */
    public List<BigInteger> publicInputs() {
        return inputs.stream().map(Scalar::toBigInteger).toList();
    }
}
