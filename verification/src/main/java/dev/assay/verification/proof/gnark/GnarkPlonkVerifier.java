package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.Points;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.List;

/** Verifies PLONK proofs on BN254 or BLS12-381 in gnark's encodings, with SHA-256 for every challenge, as is gnark's default. */
public final class GnarkPlonkVerifier {

    private GnarkPlonkVerifier() {}

    /**
     * Decides whether a proof shows that somebody knows private inputs that satisfy the key's circuit with these public
     * inputs:
     *
     * <ol>
     *   <li>the proof has gnark's shape; each number is below its modulus, each point in its one encoding;
     *   <li>the public witness has gnark's shape without secret values; each value is below r;
     *   <li>there are as many inputs and BSB22 commitments as the key asks for;
     *   <li>all points are on the curve and in the group of order r;
     *   <li>the point zeta, where everything is opened, is not in the domain;
     *   <li>the values at zeta satisfy the circuit's equation;
     *   <li>both openings prove the values that they claim.
     * </ol>
     */
    public static Verdict<VerifiedGnarkPlonkProof> verify(
            VerifiedGnarkPlonkKey key, byte[] proof, byte[] publicWitness) {
        try {
            List<Scalar> inputs = GnarkWitness.read(key.curve(), publicWitness);
            return new Verdict.Verified<>(examine(key, GnarkPlonkProof.read(key.curve(), proof), inputs));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * The same from the third check on, for use inside a verification of proofs on BN254.
     *
     * @throws Rejection if a check fails
     */
    public static VerifiedGnarkPlonkProof examine(
            VerifiedGnarkPlonkKey key, GnarkPlonkProof proof, PublicInputs inputs) {
        if (key.curve() != Curve.BN254) {
            throw new Rejection(
                    Reason.PROOF_SYSTEM_UNSUPPORTED,
                    "the key is on " + key.curve().name());
        }
        return examine(key, proof, Scalar.of(Curve.BN254, inputs.toBigIntegers()));
    }

    private static VerifiedGnarkPlonkProof examine(
            VerifiedGnarkPlonkKey key, GnarkPlonkProof proof, List<Scalar> inputs) {
        PublicInputs.checkCount(inputs.size(), key.publicInputs());
        checkCommitmentCount(key, proof);
        checkPoints(key, proof);
        PlonkEquation equation = PlonkEquation.at(key, proof, inputs);
        if (proof.linearised().isPresent() && !proof.linearised().get().equals(equation.linearised())) {
            throw new Rejection(Reason.PROOF_INVALID, "the values do not satisfy the circuit's equation");
        }
        if (!equation.opensAtZeta() || !equation.opensShifted()) {
            throw new Rejection(Reason.PROOF_INVALID, "an opening does not prove what it claims");
        }
        return new VerifiedGnarkPlonkProof(key, inputs);
    }

    private static void checkPoints(VerifiedGnarkPlonkKey key, GnarkPlonkProof proof) {
        PairingArithmetic arithmetic = key.curve().arithmetic();
        proof.points().forEach(point -> Points.checkCommitment(arithmetic, point, "a point of the proof"));
    }

    private static void checkCommitmentCount(VerifiedGnarkPlonkKey key, GnarkPlonkProof proof) {
        int count = proof.commitments().size();
        if (count != key.commitments()) {
            throw new Rejection(
                    Reason.COMMITMENT_COUNT_MISMATCH, count + " commitments; the key asks for " + key.commitments());
        }
    }
}
