package dev.assay.verification.proof.plonk;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.Points;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.util.List;

/** Verifies PLONK proofs on BN254 or BLS12-381 in the form of snarkjs 0.7's files. Proofs by versions before 0.7 had other challenges. */
public final class PlonkVerifier {

    private PlonkVerifier() {}

    /**
     * Decides whether a proof shows that somebody knows private inputs that satisfy the key's circuit with these public
     * inputs:
     *
     * <ol>
     *   <li>the proof has snarkjs' shape for PLONK on the key's curve; each coordinate has its one spelling below q, each evaluation
     *       its one below r, each point its one form;
     *   <li>each public input has its one spelling below r;
     *   <li>there are as many of them as the key asks for;
     *   <li>each commitment is on the curve, in the group of order r, and not infinity: all are blinded, or quotients of
     *       what is;
     *   <li>the challenge xi, drawn from key, inputs and proof, is not in the domain;
     *   <li>the linearised identity and the evaluations open at xi, and z at xi w, as the commitments say.
     * </ol>
     *
     * <p>The prover can make endless proofs of one statement. Never use a proof, or its hash, as a nullifier, a payment key
     * or against repetition; bind the request's digest into the public inputs instead.
     */
    public static Verdict<VerifiedPlonkProof> verify(PlonkKey key, byte[] proofJson, byte[] publicJson) {
        try {
            PlonkProof proof = PlonkProof.read(key.curve(), proofJson);
            List<BigInteger> inputs = PublicInputs.read(key.curve(), publicJson);
            PublicInputs.checkCount(inputs.size(), key.publicInputs());
            checkPoints(key, proof);
            List<Scalar> scalars = Scalar.of(key.curve(), inputs);
            Opening opening = new Opening(key, proof, scalars, Challenges.of(key.circuit(), scalars, proof));
            checkOpening(opening);
            return new Verdict.Verified<>(new VerifiedPlonkProof(key, proof, inputs));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static void checkPoints(PlonkKey key, PlonkProof proof) {
        PairingArithmetic arithmetic = key.curve().arithmetic();
        proof.commitments().forEach(point -> Points.checkFirst(arithmetic, point, "a commitment"));
    }

    private static void checkOpening(Opening opening) {
        if (!opening.holds()) {
            throw new Rejection(Reason.PROOF_INVALID, "the pairing equation does not hold");
        }
    }
}
