package dev.assay.verification.proof;

import dev.assay.verification.proof.fflonk.VerifiedFflonkProof;
import dev.assay.verification.proof.plonk.VerifiedPlonkProof;
import java.math.BigInteger;
import java.util.List;

/**
 * Public inputs that a proof was accepted for, by whichever proof system. Each case holds what only that system's verifier
 * makes.
 */
public sealed interface ProvedInputs {

    /** The key that the proof was verified with. */
    ProofKey key();

    /** In the circuit's order, outputs first; each below r. */
    List<BigInteger> publicInputs();

    record Groth16(VerifiedProof proof) implements ProvedInputs {

        @Override
        public ProofKey key() {
            return new ProofKey.Groth16(proof.key());
        }

        @Override
        public List<BigInteger> publicInputs() {
            return proof.publicInputs();
        }
    }

    record Plonk(VerifiedPlonkProof proof) implements ProvedInputs {

        @Override
        public ProofKey key() {
            return new ProofKey.Plonk(proof.key());
        }

        @Override
        public List<BigInteger> publicInputs() {
            return proof.publicInputs();
        }
    }

    record Fflonk(VerifiedFflonkProof proof) implements ProvedInputs {

        @Override
        public ProofKey key() {
            return new ProofKey.Fflonk(proof.key());
        }

        @Override
        public List<BigInteger> publicInputs() {
            return proof.publicInputs();
        }
    }
}
