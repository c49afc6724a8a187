package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.proof.Groth16Proof;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies SP1's proofs of executions, wrapped in Groth16 and encoded as for Ethereum. */
public final class Sp1Verifier {

    private Sp1Verifier() {}

    /**
     * Decides whether a program ran to its end, with exit code zero, and wrote these public values:
     *
     * <ol>
     *   <li>the proof's selector is that of the parameters;
     *   <li>since release 6: exit code, root and nonce follow, each below r;
     *   <li>eight words follow, each below q, and nothing else;
     *   <li>since release 6: the exit code is zero, and the root is that of the parameters; before, the circuits themselves
     *       demand both;
     *   <li>the program's key is below r;
     *   <li>{@link Groth16Verifier#verify} from the fourth check on, for the public inputs program, {@linkplain
     *       #digest(byte[]) public values}, exit code, root and nonce, the last three since release 6.
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
            Selector.check(in, parameters.selector());
            Optional<Ending> ending = parameters.vkRoot().map(root -> Ending.read(in));
            Groth16Proof points = in.groth16Proof();
            in.end();
            ending.ifPresent(present -> present.check(parameters.vkRoot().orElseThrow()));
            PublicInputs inputs = inputs(programVkey, publicValues, ending);
            Groth16Verifier.examine(parameters.key(), points, inputs);
            return new Verdict.Verified<>(new VerifiedSp1Proof(parameters.verifierHash(), programVkey, publicValues, inputs));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static PublicInputs inputs(Digest programVkey, byte[] publicValues, Optional<Ending> ending) {
        Fr program = new Words(programVkey.bytes()).scalar(Reason.INPUT_NOT_CANONICAL, "the program's key");
        List<Fr> inputs = new ArrayList<>(List.of(program, digest(publicValues)));
        ending.ifPresent(present -> inputs.addAll(present.inputs()));
        return new PublicInputs(inputs);
    }

    /** SHA-256 without its three highest bits, so that it is below r. */
    static Fr digest(byte[] publicValues) {
        byte[] digest = Digest.sha256(publicValues).bytes();
        digest[0] &= 0x1f;
        return Fr.of(new BigInteger(1, digest));
    }

    /** The words between selector and points since release 6. */
    private record Ending(Fr exitCode, Fr vkRoot, Fr nonce) {

        static Ending read(Words in) {
            return new Ending(
                    in.scalar(Reason.INPUT_NOT_CANONICAL, "exit code"),
                    in.scalar(Reason.INPUT_NOT_CANONICAL, "root"),
                    in.scalar(Reason.INPUT_NOT_CANONICAL, "nonce"));
        }

        void check(Digest expectedRoot) {
            if (!exitCode.isZero()) {
                throw new Rejection(Reason.EXIT_CODE_NOT_ZERO, "exit code " + exitCode);
            }
            // The prover writes it: with a root of its own making it would prove recursion circuits of its own making.
            if (!vkRoot.toBigInteger().equals(new BigInteger(1, expectedRoot.bytes()))) {
                throw new Rejection(Reason.VK_ROOT_MISMATCH, "root " + vkRoot);
            }
        }

        List<Fr> inputs() {
            return List.of(exitCode, vkRoot, nonce);
        }
    }
}
