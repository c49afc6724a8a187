package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.kzg.Combination;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The equation of gnark's PLONK at the challenge zeta (gnark, {@code backend/plonk/bn254/verify.go}, the same on both curves), with the letters of
 * the paper. The linearised polynomial is the part that remains once the opened values are put in; its value follows from
 * them, and its commitment from the key's and the proof's.
 */
record PlonkEquation(
        VerifiedGnarkPlonkKey key,
        GnarkPlonkProof proof,
        List<Scalar> inputs,
        Challenges at,
        PairingArithmetic arithmetic) {

    /** The domain in which a BSB22 commitment is hashed to its row's value. */
    private static final String COMMITMENT_DOMAIN = "BSB22-Plonk";

    /** In the transcript's order gamma, beta, alpha, zeta; and zeta^n - 1, which is not zero. */
    record Challenges(Scalar gamma, Scalar beta, Scalar alpha, Scalar zeta, Scalar vanishing) {}

    static PlonkEquation at(VerifiedGnarkPlonkKey key, GnarkPlonkProof proof, List<Scalar> inputs) {
        return new PlonkEquation(
                key,
                proof,
                inputs,
                challenges(key.parts(), proof, inputs),
                key.curve().arithmetic());
    }

    private static Challenges challenges(GnarkPlonkKey key, GnarkPlonkProof proof, List<Scalar> inputs) {
        GnarkTranscript transcript = new GnarkTranscript(key.curve())
                .bind(key.permutation())
                .bind(key.selectors())
                .bind(key.committed())
                .bindScalars(inputs)
                .bind(proof.wires());
        Scalar gamma = transcript.challenge("gamma");
        Scalar beta = transcript.challenge("beta");
        Scalar alpha =
                transcript.bind(proof.commitments()).bind(List.of(proof.z())).challenge("alpha");
        Scalar zeta = transcript.bind(proof.quotient()).challenge("zeta");
        Scalar vanishing = zeta.pow(BigInteger.valueOf(key.size())).subtract(Scalar.one(key.curve()));
        if (vanishing.isZero()) {
            throw new Rejection(Reason.CHALLENGE_DEGENERATE, "zeta is in the domain");
        }
        return new Challenges(gamma, beta, alpha, zeta, vanishing);
    }

    /** -(PI(zeta) - alpha^2 L_0(zeta) + alpha (l + beta s1 + gamma) (r + beta s2 + gamma) (o + gamma) z(w zeta)). */
    Scalar linearised() {
        Scalar permuted =
                permutedWires().multiply(proof.output().add(at.gamma())).multiply(at.alpha());
        return publicInput()
                .subtract(alphaSquaredLagrange())
                .add(permuted.multiply(proof.shiftedValue()))
                .negate();
    }

    /** (l + beta s1 + gamma) (r + beta s2 + gamma). */
    private Scalar permutedWires() {
        Scalar left = proof.left().add(at.beta().multiply(proof.s1())).add(at.gamma());
        Scalar right = proof.right().add(at.beta().multiply(proof.s2())).add(at.gamma());
        return left.multiply(right);
    }

    /** (l + beta zeta + gamma) (r + beta k zeta + gamma) (o + beta k^2 zeta + gamma). */
    private Scalar unpermutedWires() {
        Scalar shift = key.parts().cosetShift();
        Scalar number = at.beta().multiply(at.zeta());
        Scalar left = proof.left().add(number).add(at.gamma());
        Scalar right = proof.right().add(number.multiply(shift)).add(at.gamma());
        Scalar output = proof.output().add(number.multiply(shift.square())).add(at.gamma());
        return left.multiply(right).multiply(output);
    }

    private Scalar alphaSquaredLagrange() {
        return at.alpha().square().multiply(lagrange(0));
    }

    /** L_row(zeta) = w^row (zeta^n - 1) / (n (zeta - w^row)). */
    private Scalar lagrange(long row) {
        Scalar root = key.parts().generator().pow(BigInteger.valueOf(row));
        Scalar numerator = root.multiply(at.vanishing()).multiply(key.parts().sizeInverse());
        return numerator.multiply(at.zeta().subtract(root).inverse());
    }

    /** The values of the rows that the verifier knows: public inputs, and hashes of commitments. */
    private Scalar publicInput() {
        Scalar sum = Scalar.zero(key.curve());
        for (int i = 0; i < inputs.size(); i++) {
            sum = sum.add(inputs.get(i).multiply(lagrange(i)));
        }
        PointFlags flags = PointFlags.of(key.curve());
        for (int i = 0; i < key.commitments(); i++) {
            long row = key.publicInputs() + key.parts().commitmentRows().get(i);
            byte[] commitment = flags.raw(proof.commitments().get(i));
            Scalar hash = HashToField.rfc9380(key.curve(), commitment, COMMITMENT_DOMAIN);
            sum = sum.add(hash.multiply(lagrange(row)));
        }
        return sum;
    }

    /** The commitment to the linearised polynomial. */
    private AffinePoint linearisedCommitment() {
        GnarkPlonkKey parts = key.parts();
        Combination sum = new Combination(arithmetic).plus(proof.committedValues(), proof.commitments());
        sum.plus(
                List.of(
                        proof.left(),
                        proof.right(),
                        proof.left().multiply(proof.right()),
                        proof.output(),
                        Scalar.one(key.curve())),
                parts.selectors());
        Scalar betaAlpha = at.beta().multiply(at.alpha());
        sum.plus(
                permutedWires().multiply(betaAlpha).multiply(proof.shiftedValue()),
                parts.permutation().get(2));
        sum.plus(alphaSquaredLagrange().subtract(at.alpha().multiply(unpermutedWires())), proof.z());
        Scalar shift = at.zeta().pow(BigInteger.valueOf(parts.size() + 2));
        Scalar factor = at.vanishing().negate();
        for (AffinePoint part : proof.quotient()) {
            sum.plus(factor, part);
            factor = factor.multiply(shift);
        }
        return arithmetic.g1().toAffine(sum.sum());
    }

    boolean opensAtZeta() {
        List<AffinePoint> commitments = new ArrayList<>(List.of(linearisedCommitment()));
        commitments.addAll(proof.wires());
        commitments.addAll(key.parts().permutation().subList(0, 2));
        commitments.addAll(key.parts().committed());
        List<Scalar> values = new ArrayList<>(List.of(linearised()));
        values.addAll(proof.values());
        List<Scalar> powers = foldingPowers(commitments, values);
        Scalar value = Scalar.zero(key.curve());
        for (int i = 0; i < values.size(); i++) {
            value = value.add(values.get(i).multiply(powers.get(i)));
        }
        Combination folded = new Combination(arithmetic).plus(powers, commitments);
        return key.isOpening(arithmetic, folded, value, at.zeta(), proof.opening());
    }

    private List<Scalar> foldingPowers(List<AffinePoint> commitments, List<Scalar> values) {
        Scalar challenge = new GnarkTranscript(key.curve())
                .bindScalars(List.of(at.zeta()))
                .bind(commitments)
                .bindScalars(values)
                .bindScalars(List.of(proof.shiftedValue()))
                .challenge("gamma");
        List<Scalar> powers = new ArrayList<>(List.of(Scalar.one(key.curve())));
        while (powers.size() < commitments.size()) {
            powers.add(powers.getLast().multiply(challenge));
        }
        return powers;
    }

    boolean opensShifted() {
        Scalar shifted = at.zeta().multiply(key.parts().generator());
        Combination z = new Combination(arithmetic).plus(proof.z());
        return key.isOpening(arithmetic, z, proof.shiftedValue(), shifted, proof.shiftedOpening());
    }
}
