package dev.assay.client;

import dev.assay.verification.Digest;
import dev.assay.verification.proof.ProvedInputs;
import dev.assay.verification.receipt.ReceiptFile;
import dev.assay.verification.receipt.VerifiedReceipt;
import java.math.BigInteger;
import java.util.List;

/** What a request came to, verified in this process: the only way to an output. */
public sealed interface Result {

    /** The request that it answers. */
    Digest requestId();

    /**
     * A run that a hardware TEE attests.
     *
     * @param file what anybody can verify again
     */
    record Attested(VerifiedReceipt receipt, ReceiptFile file) implements Result {

        /** @throws IllegalArgumentException if the TEE is simulated */
        public Attested {
            if (receipt.evidence().simulated()) {
                throw new IllegalArgumentException("a simulated TEE attests nothing: this is a SimulatedAttested");
            }
        }

        @Override
        public Digest requestId() {
            return receipt.receipt().requestId();
        }

        public byte[] output() {
            return receipt.output();
        }
    }

    /**
     * A run in a simulated TEE: the same checks passed, but no hardware stands behind them. For development.
     *
     * @param file what anybody can verify again
     */
    record SimulatedAttested(VerifiedReceipt receipt, ReceiptFile file) implements Result {

        /** @throws IllegalArgumentException if the TEE is a real one */
        public SimulatedAttested {
            if (!receipt.evidence().simulated()) {
                throw new IllegalArgumentException("the TEE is not simulated: this is an Attested");
            }
        }

        @Override
        public Digest requestId() {
            return receipt.receipt().requestId();
        }

        public byte[] output() {
            return receipt.output();
        }
    }

    /**
     * A proof that the circuit's constraints hold for these public inputs, with <em>some</em> private inputs. Which public
     * inputs are the caller's own is known to the circuit's author only: compare them before relying on the others.
     */
    record Proved(Digest requestId, ProvedInputs proof, ProofFiles files) implements Result {

        /** Outputs first, then inputs, in the circuit's order. */
        public List<BigInteger> publicInputs() {
            return proof.publicInputs();
        }
    }

    /**
     * A proof of a system that this library does not know: the circuit's own verifier, a plugin, says that it holds for the
     * input that was asked about. Who relies on it relies on that plugin's author, and on the hash that the circuit's id
     * commits to; what the public inputs mean, the circuit's author says.
     *
     * @param circuit its id
     * @param verifier SHA-256 of the plugin
     */
    record PluginProved(Digest requestId, Digest circuit, Digest verifier, ProofFiles files) implements Result {}

    /**
     * The three files that anybody can verify again, in snarkjs' forms, or in those of a plugin.
     *
     * @param proof such as proof.json
     * @param publicInputs such as public.json
     * @param verificationKey such as verification_key.json, the one that the circuit's manifest names
     */
    record ProofFiles(byte[] proof, byte[] publicInputs, byte[] verificationKey) {

        public ProofFiles {
            proof = proof.clone();
            publicInputs = publicInputs.clone();
            verificationKey = verificationKey.clone();
        }

        @Override
        public byte[] proof() {
            return proof.clone();
        }

        @Override
        public byte[] publicInputs() {
            return publicInputs.clone();
        }

        @Override
        public byte[] verificationKey() {
            return verificationKey.clone();
        }
    }
}
