package dev.assay.node.prove;

import dev.assay.node.iden3.FflonkZkey;
import dev.assay.node.iden3.PlonkZkey;
import dev.assay.node.iden3.Zkey;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.fflonk.FflonkKey;
import dev.assay.verification.proof.fflonk.FflonkVerifier;
import dev.assay.verification.proof.plonk.PlonkKey;
import dev.assay.verification.proof.plonk.PlonkVerifier;

/** A {@code .zkey} that is fit to prove with, and the verification key inside it; only {@link KeyLoader} makes one. */
sealed interface ProvingKey {

    /** The file's name. */
    String name();

    /** As many as a witness has values. */
    int wires();

    int publicWires();

    Curve curve();

    /** Whether the proof is one of the circuit's for these inputs. */
    boolean verifies(byte[] proofJson, byte[] publicJson);

    /** For one proof system. */
    record Groth16(Zkey zkey, VerifiedKey key) implements ProvingKey {

        @Override
        public String name() {
            return zkey.name();
        }

        @Override
        public int wires() {
            return zkey.header().wires();
        }

        @Override
        public int publicWires() {
            return zkey.header().publicWires();
        }

        @Override
        public Curve curve() {
            return zkey.curve();
        }

        @Override
        public boolean verifies(byte[] proofJson, byte[] publicJson) {
            return Groth16Verifier.verify(key, proofJson, publicJson) instanceof Verdict.Verified;
        }
    }

    /** For one proof system. */
    record Plonk(PlonkZkey zkey, PlonkKey key) implements ProvingKey {

        @Override
        public String name() {
            return zkey.name();
        }

        @Override
        public int wires() {
            return zkey.size().wires();
        }

        @Override
        public int publicWires() {
            return zkey.size().publicWires();
        }

        @Override
        public Curve curve() {
            return Curve.BN254;
        }

        @Override
        public boolean verifies(byte[] proofJson, byte[] publicJson) {
            return PlonkVerifier.verify(key, proofJson, publicJson) instanceof Verdict.Verified;
        }
    }

    /** For one proof system. */
    record Fflonk(FflonkZkey zkey, FflonkKey key) implements ProvingKey {

        @Override
        public String name() {
            return zkey.name();
        }

        @Override
        public int wires() {
            return zkey.size().wires();
        }

        @Override
        public int publicWires() {
            return zkey.size().publicWires();
        }

        @Override
        public Curve curve() {
            return Curve.BN254;
        }

        @Override
        public boolean verifies(byte[] proofJson, byte[] publicJson) {
            return FflonkVerifier.verify(key, proofJson, publicJson) instanceof Verdict.Verified;
        }
    }
}
