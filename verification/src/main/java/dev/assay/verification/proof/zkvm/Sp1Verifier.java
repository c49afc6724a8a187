package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Proof;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.GnarkPlonkProof;
import dev.assay.verification.proof.gnark.GnarkPlonkVerifier;
import dev.assay.verification.proof.gnark.Words;

/** Verifies SP1's proofs of executions, wrapped in Groth16 or PLONK and encoded as for Ethereum. */
public final class Sp1Verifier {

    private Sp1Verifier() {}

    /**
     * Decides whether a program ran to its end, with exit code zero, and wrote these public values:
     *
     * <ol>
     *   <li>the proof's selector is that of the parameters;
     *   <li>since release 6: exit code, root and nonce follow, each below r; the exit code is zero, and the root is that of
     *       the parameters; before, the circuits themselves demand both;
     *   <li>eight words follow, each below q, and nothing else;
     *   <li>the program's key is below r;
     *   <li>{@link Groth16Verifier#verify} from the fourth check on, for the public inputs program, the
     *       truncated SHA-256 of the public values, exit code, root and nonce, the last three since release 6.
     * </ol>
     *
     * <p>A proof says nothing of when, how often or for whom the program ran, and its points can be changed by anybody: bind
     * the request into the public values. Public values hashed with BLAKE3, an option of SP1 that its contracts do not
     * take, are not taken here.
     *
     * @param proof {@code SP1ProofWithPublicValues::bytes}
     * @param programVkey {@code vkey_hash_bn254} of the program, as 32 big-endian bytes ({@code bytes32()})
     * @param publicValues the program's whole public output
     */
    public static Verdict<VerifiedSp1Proof> verify(
            Sp1Parameters parameters, byte[] proof, Digest programVkey, byte[] publicValues) {
        try {
            Words in = new Words(proof);
            Sp1Statement statement = Sp1Statement.read(in, parameters.verifierHash(), parameters.vkRoot());
            Groth16Proof points = in.groth16Proof();
            in.end();
            PublicInputs inputs = statement.inputs(programVkey, publicValues);
            Groth16Verifier.examine(parameters.key(), points, inputs);
            return new Verdict.Verified<>(
                    new VerifiedSp1Proof(parameters.verifierHash(), programVkey, publicValues, inputs));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * The same of a program wrapped in PLONK, with {@link GnarkPlonkVerifier#examine} in the place of Groth16.
     *
     * <p>The proof proper is what gnark's {@code Proof.MarshalSolidity} writes, with one BSB22 commitment.
     */
    public static Verdict<VerifiedSp1Proof> verify(
            Sp1PlonkParameters parameters, byte[] proof, Digest programVkey, byte[] publicValues) {
        try {
            Words in = new Words(proof);
            Sp1Statement statement = Sp1Statement.read(in, parameters.verifierHash(), parameters.vkRoot());
            GnarkPlonkProof points =
                    GnarkPlonkProof.readSolidity(in, parameters.key().commitments());
            PublicInputs inputs = statement.inputs(programVkey, publicValues);
            GnarkPlonkVerifier.examine(parameters.key(), points, inputs);
            return new Verdict.Verified<>(
                    new VerifiedSp1Proof(parameters.verifierHash(), programVkey, publicValues, inputs));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
