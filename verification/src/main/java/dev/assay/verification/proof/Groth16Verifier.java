package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PairingArithmetic;
import java.math.BigInteger;
import java.util.List;

/** Verifies Groth16 proofs on BN254 or BLS12-381 in the form of snarkjs' files. */
public final class Groth16Verifier {

    private Groth16Verifier() {}

    /**
     * Decides whether a proof shows that somebody knows private inputs that satisfy the key's circuit with these public
     * inputs:
     *
     * <ol>
     *   <li>the proof has snarkjs' shape for Groth16 on the key's curve; each coordinate has its one spelling below q,
     * each point its one form;
     *   <li>each public input has its one spelling below r;
     *   <li>there are as many of them as the key asks for;
     *   <li>A, B and C are on their curves, in their groups of order r and not infinity;
     *   <li>e(A, B) = e(alpha, beta) e(vk_x, gamma) e(C, delta).
     * </ol>
     *
     * <p>Groth16 proofs are malleable: with (A, B, C) also (-A, -B, C) and endless re-randomised ones are accepted, and
     * anybody can make them without the private inputs. Never use a proof, or its hash, as a nullifier, a payment key
     * or against repetition; bind the request's digest into the public inputs instead.
     */
    public static Verdict<VerifiedProof> verify(VerifiedKey key, byte[] proofJson, byte[] publicJson) {
        try {
            ProofPoints proof = ProofPoints.read(key.curve(), proofJson);
            List<BigInteger> inputs = PublicInputs.read(key.curve(), publicJson);
            return new Verdict.Verified<>(examine(key, proof, inputs));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * The same verdicts as {@link #verify} of each submission, in order, for a fraction of the time where most are
     * good: see {@link Groth16Batch}.
     */
    public static List<Verdict<VerifiedProof>> verifyAll(VerifiedKey key, List<Submission> submissions) {
        return new Groth16Batch(key, submissions).verdicts();
    }

    /** snarkjs' {@code proof.json} and {@code public.json}. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Submission(byte[] proofJson, byte[] publicJson) {}

    /**
     * The checks of {@link #verify} from the third on, for use inside the verification of proofs in other formats.
     *
     * @throws Rejection if a check fails
     */
    public static VerifiedProof examine(VerifiedKey key, Groth16Proof proof, PublicInputs inputs) {
        if (key.curve() != Curve.BN254) {
            throw new Rejection(
                    Reason.PROOF_SYSTEM_UNSUPPORTED,
                    "the key is on " + key.curve().name());
        }
        return examine(key, proof.toPoints(), inputs.toBigIntegers());
    }

    /**
     * The same on either curve.
     *
     * @param proof on the key's curve
     * @param inputs each below r
     * @throws Rejection if a check fails
     */
    public static VerifiedProof examine(VerifiedKey key, ProofPoints proof, List<BigInteger> inputs) {
        PairingArithmetic arithmetic = key.curve().arithmetic();
        PublicInputs.checkCount(inputs.size(), key.publicInputs());
        PublicInputs.checkCanonical(key.curve(), inputs);
        checkEquation(key, arithmetic, proof.check(arithmetic), inputs);
        return new VerifiedProof(key, inputs);
    }

    /** The fourth check of {@link #verify}. @throws Rejection if it fails */
    public static void checkPoints(Groth16Proof proof) {
        proof.toPoints().check(Curve.BN254.arithmetic());
    }

    private static void checkEquation(
            VerifiedKey key, PairingArithmetic arithmetic, ProofPoints.Checked proof, List<BigInteger> inputs) {
        if (!key.equation().holds(arithmetic, proof, inputs)) {
            throw new Rejection(Reason.PROOF_INVALID, "the pairing equation does not hold");
        }
    }
}
