package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What every SP1 proof begins with, and the public inputs that its statement becomes, whichever proof system wraps it.
 * Throws {@link Rejection} where a check fails.
 */
record Sp1Statement(Optional<Ending> ending) {

    /** Program and public values. */
    private static final int PUBLIC_INPUTS_BEFORE_6 = 2;

    /** Also exit code, root and nonce. */
    private static final int PUBLIC_INPUTS_SINCE_6 = 5;

    private static final int SELECTOR_BYTES = 4;

    /** The words between selector and proof since release 6. */
    record Ending(Fr exitCode, Fr vkRoot, Fr nonce) {

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

    static int publicInputs(Optional<Digest> vkRoot) {
        return vkRoot.isPresent() ? PUBLIC_INPUTS_SINCE_6 : PUBLIC_INPUTS_BEFORE_6;
    }

    /** The first four bytes of the verifier hash. */
    static byte[] selector(Digest verifierHash) {
        return Arrays.copyOf(verifierHash.bytes(), SELECTOR_BYTES);
    }

    /** Reads up to the proof proper and checks what it reads. */
    static Sp1Statement read(Words in, Digest verifierHash, Optional<Digest> vkRoot) {
        Selector.check(in, selector(verifierHash));
        Optional<Ending> ending = vkRoot.map(root -> Ending.read(in));
        ending.ifPresent(present -> present.check(vkRoot.orElseThrow()));
        return new Sp1Statement(ending);
    }

    PublicInputs inputs(Digest programVkey, byte[] publicValues) {
        Fr program = new Words(programVkey.bytes()).scalar(Reason.INPUT_NOT_CANONICAL, "the program's key");
        List<Fr> inputs = new ArrayList<>(List.of(program, digest(publicValues)));
        ending.ifPresent(present -> inputs.addAll(present.inputs()));
        return new PublicInputs(inputs);
    }

    /** SHA-256 without its three highest bits, so that it is below r. */
    private static Fr digest(byte[] publicValues) {
        byte[] digest = Digest.sha256(publicValues).bytes();
        digest[0] &= 0x1f;
        return Fr.of(new BigInteger(1, digest));
    }
}
