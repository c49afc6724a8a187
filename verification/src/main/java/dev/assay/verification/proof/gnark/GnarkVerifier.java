package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.Points;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.function.Supplier;

/** Verifies Groth16 proofs on BN254 in gnark's encodings. */
public final class GnarkVerifier {

    private GnarkVerifier() {}

    /**
     * Decides whether a proof shows that somebody knows private inputs that satisfy the key's circuit with these public
     * inputs:
     *
     * <ol>
     *   <li>the proof has gnark's shape; each coordinate is below q, each point in its one encoding, nothing is left over;
     *   <li>the public witness has gnark's shape without secret values; each value is below r;
     *   <li>there are as many of them as the key asks for;
     *   <li>there are as many commitments as the key asks for; with none, the proof of knowledge is infinity;
     *   <li>all points are on their curves and not infinity, and B is in the group of order r;
     *   <li>the proof of knowledge holds for the commitments;
     *   <li>e(A, B) = e(alpha, beta) e(vk_x + commitments, gamma) e(C, delta), where the commitments' hashes are the last
     *       inputs.
     * </ol>
     *
     * <p>Such proofs are malleable: see {@link Groth16Verifier}. That a commitment hides what it commits to is the prover's
     * matter, and did not hold before gnark 0.11 (CVE-2024-45040); no verifier can see it.
     *
     * @param hash the one that the prover was made for; without commitments it makes no difference
     */
    public static Verdict<VerifiedGnarkProof> verify(
            VerifiedGnarkKey key, byte[] proof, byte[] publicWitness, HashToField hash) {
        return verdict(() -> examine(key, GnarkProof.read(proof), GnarkWitness.read(publicWitness), hash));
    }

    /**
     * The same of a proof as {@code Proof.MarshalSolidity} writes it.
     *
     * @param inputs the public inputs in 32 big-endian bytes each
     */
    public static Verdict<VerifiedGnarkProof> verifySolidity(
            VerifiedGnarkKey key, byte[] proof, byte[] inputs, HashToField hash) {
        return verdict(() -> examine(key, GnarkProof.readSolidity(proof), readInputs(key, inputs), hash));
    }

    /** The same of a call to a verifier contract, as {@link Calldata} takes it. */
    public static Verdict<VerifiedGnarkProof> verifyCalldata(VerifiedGnarkKey key, byte[] calldata, HashToField hash) {
        return verdict(() -> {
            Calldata call = Calldata.read(calldata, key.publicInputs());
            return examine(key, GnarkProof.readSolidity(call.proof()), readInputs(key, call.inputs()), hash);
        });
    }

    private static Verdict<VerifiedGnarkProof> verdict(Supplier<VerifiedGnarkProof> verification) {
        try {
            return new Verdict.Verified<>(verification.get());
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static PublicInputs readInputs(VerifiedGnarkKey key, byte[] words) {
        if (words.length != key.publicInputs() * Words.WORD_BYTES) {
            throw new Rejection(Reason.INPUT_COUNT_MISMATCH, words.length + " bytes of inputs");
        }
        return new PublicInputs(new Words(words).inputs(key.publicInputs()));
    }

    private static VerifiedGnarkProof examine(
            VerifiedGnarkKey key, GnarkProof proof, PublicInputs inputs, HashToField hash) {
        inputs.checkCount(key.publicInputs());
        checkCommitmentCount(key, proof);
        if (key.commitments() == 0) {
            Groth16Verifier.examine(key.equation(), proof.points(), inputs);
        } else {
            examineCommitted(key, proof, inputs, hash);
        }
        return new VerifiedGnarkProof(key, inputs);
    }

    private static void checkCommitmentCount(VerifiedGnarkKey key, GnarkProof proof) {
        int count = proof.commitments().size();
        if (count != key.commitments()) {
            throw new Rejection(
                    Reason.COMMITMENT_COUNT_MISMATCH, count + " commitments; the key asks for " + key.commitments());
        }
        // gnark reads this point and forgets it: whatever it were, the proof would be accepted.
        if (count == 0 && !proof.knowledge().isInfinity()) {
            throw new Rejection(Reason.COMMITMENT_INVALID, "a proof of knowledge of nothing");
        }
    }

    private static void examineCommitted(
            VerifiedGnarkKey key, GnarkProof proof, PublicInputs inputs, HashToField hash) {
        Groth16Verifier.checkPoints(proof.points());
        proof.commitments().forEach(commitment -> Points.check(commitment, "commitment"));
        Points.check(proof.knowledge(), "proof of knowledge");
        Commitments commitments = Commitments.of(key, proof, inputs, hash);
        if (!commitments.knowledgeHolds()) {
            throw new Rejection(Reason.COMMITMENT_INVALID, "the proof of knowledge does not hold");
        }
        if (!commitments.equationHolds()) {
            throw new Rejection(Reason.PROOF_INVALID, "the pairing equation does not hold");
        }
    }

    static byte[] bigEndian(Fr value) {
        return Scalar.bigEndian(value.toBigInteger(), Scalar.SIZE_BYTES);
    }
}
