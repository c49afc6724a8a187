package dev.assay.verification.proof.fflonk;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.Points;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.util.List;

/** Verifies FFLONK proofs on BN254 in the form of snarkjs 0.7's files. */
public final class FflonkVerifier {

    private FflonkVerifier() {}

    /**
     * Decides whether a proof shows that somebody knows private inputs that satisfy the key's circuit with these public
     * inputs:
     *
     * <ol>
     *   <li>the proof has snarkjs' shape for FFLONK on bn128; each coordinate has its one spelling below q, each evaluation
     *       its one below r, each point its one form;
     *   <li>each public input has its one spelling below r;
     *   <li>there are as many of them as the key asks for;
     *   <li>each point is on the curve, whose order is prime, and not infinity: all are blinded, or quotients of what is;
     *   <li>the challenge xi, drawn from key, inputs and proof, is not in the domain, and the points of the opening are
     *       distinct;
     *   <li>the batched inverse is that of what the verifier divides by. Nothing here needs it, but a contract refuses the
     *       proof without it, and any other value would be an alias;
     *   <li>C0, C1 and C2 open as the evaluations say, and as the identities demand of those that are not sent.
     * </ol>
     *
     * <p>The prover can make endless proofs of one statement. Never use a proof, or its hash, as a nullifier, a payment key
     * or against repetition; bind the request's digest into the public inputs instead.
     */
    public static Verdict<VerifiedFflonkProof> verify(FflonkKey key, byte[] proofJson, byte[] publicJson) {
        try {
            FflonkProof proof = FflonkProof.read(proofJson);
            List<BigInteger> inputs = PublicInputs.read(FflonkKey.CURVE, publicJson);
            PublicInputs.checkCount(inputs.size(), key.publicInputs());
            checkPoints(proof);
            List<Scalar> scalars = Scalar.of(FflonkKey.CURVE, inputs);
            Opening opening = new Opening(key, proof, scalars, Challenges.of(key.circuit(), scalars, proof));
            checkInverse(opening);
            checkOpening(opening);
            return new Verdict.Verified<>(new VerifiedFflonkProof(key, proof, inputs));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static void checkPoints(FflonkProof proof) {
        PairingArithmetic arithmetic = FflonkKey.CURVE.arithmetic();
        proof.points().forEach(point -> Points.checkFirst(arithmetic, point, "a point of the proof"));
    }

    private static void checkInverse(Opening opening) {
        if (!opening.inverseFits()) {
            throw new Rejection(Reason.PROOF_INVERSE_MISMATCH, "inv is not the inverse of the verifier's denominators");
        }
    }

    private static void checkOpening(Opening opening) {
        if (!opening.holds()) {
            throw new Rejection(Reason.PROOF_INVALID, "the pairing equation does not hold");
        }
    }
}
