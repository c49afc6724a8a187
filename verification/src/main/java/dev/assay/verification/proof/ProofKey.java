package dev.assay.verification.proof;

import dev.assay.verification.Digest;
import dev.assay.verification.proof.fflonk.FflonkKey;
import dev.assay.verification.proof.plonk.PlonkKey;

/** An examined verification key, of whichever proof system. {@link ProofVerifier#load} makes one from snarkjs' file. */
public sealed interface ProofKey {

    /** SHA-256 of the file: what a circuit's manifest names. */
    Digest digest();

    int publicInputs();

    /** The protocol and curve in lower case, such as "groth16-bn254". */
    String proofSystem();

    record Groth16(VerifiedKey key) implements ProofKey {

        @Override
        public Digest digest() {
            return key.digest();
        }

        @Override
        public int publicInputs() {
            return key.publicInputs();
        }

        @Override
        public String proofSystem() {
            return "groth16-" + key.curve().name();
        }
    }

    record Plonk(PlonkKey key) implements ProofKey {

        @Override
        public Digest digest() {
            return key.digest();
        }

        @Override
        public int publicInputs() {
            return key.publicInputs();
        }

        @Override
        public String proofSystem() {
            return "plonk-" + key.curve().name();
        }
    }

    record Fflonk(FflonkKey key) implements ProofKey {

        @Override
        public Digest digest() {
            return key.digest();
        }

        @Override
        public int publicInputs() {
            return key.publicInputs();
        }

        @Override
        public String proofSystem() {
            return "fflonk-bn254";
        }
    }
}
