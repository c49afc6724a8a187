package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.proof.PublicInputs;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The equation of gnark's PLONK at the challenge zeta (gnark, {@code backend/plonk/bn254/verify.go}), with the letters of
 * the paper. The linearised polynomial is the part that remains once the opened values are put in; its value follows from
 * them, and its commitment from the key's and the proof's.
 */
record PlonkEquation(VerifiedGnarkPlonkKey key, GnarkPlonkProof proof, PublicInputs inputs, Challenges at) {

    /** The domain in which a BSB22 commitment is hashed to its row's value. */
    private static final String COMMITMENT_DOMAIN = "BSB22-Plonk";

    /** In the transcript's order gamma, beta, alpha, zeta; and zeta^n - 1, which is not zero. */
    record Challenges(Fr gamma, Fr beta, Fr alpha, Fr zeta, Fr vanishing) {}

    static PlonkEquation at(VerifiedGnarkPlonkKey key, GnarkPlonkProof proof, PublicInputs inputs) {
        return new PlonkEquation(key, proof, inputs, challenges(key.parts(), proof, inputs));
    }

    private static Challenges challenges(GnarkPlonkKey key, GnarkPlonkProof proof, PublicInputs inputs) {
        GnarkTranscript transcript = new GnarkTranscript()
                .bind(key.permutation())
                .bind(key.selectors())
                .bind(key.committed())
                .bindScalars(inputs.values())
                .bind(proof.wires());
        Fr gamma = transcript.challenge("gamma");
        Fr beta = transcript.challenge("beta");
        Fr alpha = transcript.bind(proof.commitments()).bind(List.of(proof.z())).challenge("alpha");
        Fr zeta = transcript.bind(proof.quotient()).challenge("zeta");
        Fr vanishing = zeta.pow(BigInteger.valueOf(key.size())).subtract(Fr.ONE);
        if (vanishing.isZero()) {
            throw new Rejection(Reason.CHALLENGE_DEGENERATE, "zeta is in the domain");
        }
        return new Challenges(gamma, beta, alpha, zeta, vanishing);
    }

    /** -(PI(zeta) - alpha^2 L_0(zeta) + alpha (l + beta s1 + gamma) (r + beta s2 + gamma) (o + gamma) z(w zeta)). */
    Fr linearised() {
        Fr permuted = permutedWires().multiply(proof.output().add(at.gamma())).multiply(at.alpha());
        return publicInput()
                .subtract(alphaSquaredLagrange())
                .add(permuted.multiply(proof.shiftedValue()))
                .negate();
    }

    /** (l + beta s1 + gamma) (r + beta s2 + gamma). */
    private Fr permutedWires() {
        Fr left = proof.left().add(at.beta().multiply(proof.s1())).add(at.gamma());
        Fr right = proof.right().add(at.beta().multiply(proof.s2())).add(at.gamma());
        return left.multiply(right);
    }

    /** (l + beta zeta + gamma) (r + beta k zeta + gamma) (o + beta k^2 zeta + gamma). */
    private Fr unpermutedWires() {
        Fr shift = key.parts().cosetShift();
        Fr number = at.beta().multiply(at.zeta());
        Fr left = proof.left().add(number).add(at.gamma());
        Fr right = proof.right().add(number.multiply(shift)).add(at.gamma());
        Fr output = proof.output().add(number.multiply(shift.square())).add(at.gamma());
        return left.multiply(right).multiply(output);
    }

    private Fr alphaSquaredLagrange() {
        return at.alpha().square().multiply(lagrange(0));
    }

    /** L_row(zeta) = w^row (zeta^n - 1) / (n (zeta - w^row)). */
    private Fr lagrange(long row) {
        Fr root = key.parts().generator().pow(BigInteger.valueOf(row));
        Fr numerator = root.multiply(at.vanishing()).multiply(key.parts().sizeInverse());
        return numerator.multiply(at.zeta().subtract(root).inverse());
    }

    /** The values of the rows that the verifier knows: public inputs, and hashes of commitments. */
    private Fr publicInput() {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < inputs.values().size(); i++) {
            sum = sum.add(inputs.values().get(i).multiply(lagrange(i)));
        }
        for (int i = 0; i < key.commitments(); i++) {
            long row = key.publicInputs() + key.parts().commitmentRows().get(i);
            Fr hash =
                    HashToField.rfc9380(GnarkTranscript.raw(proof.commitments().get(i)), COMMITMENT_DOMAIN);
            sum = sum.add(hash.multiply(lagrange(row)));
        }
        return sum;
    }

    /** The commitment to the linearised polynomial. */
    private G1 linearisedCommitment() {
        List<Fr> scalars = new ArrayList<>(proof.committedValues());
        List<G1.Affine> points = new ArrayList<>(proof.commitments());
        scalars.addAll(
                List.of(proof.left(), proof.right(), proof.left().multiply(proof.right()), proof.output(), Fr.ONE));
        points.addAll(key.parts().selectors());
        Fr betaAlpha = at.beta().multiply(at.alpha());
        scalars.add(permutedWires().multiply(betaAlpha).multiply(proof.shiftedValue()));
        points.add(key.parts().permutation().get(2));
        scalars.add(alphaSquaredLagrange().subtract(at.alpha().multiply(unpermutedWires())));
        points.add(proof.z());
        Fr shift = at.zeta().pow(BigInteger.valueOf(key.parts().size() + 2));
        Fr factor = at.vanishing().negate();
        for (G1.Affine part : proof.quotient()) {
            scalars.add(factor);
            points.add(part);
            factor = factor.multiply(shift);
        }
        return G1.sumOfProducts(scalars, points);
    }

    boolean opensAtZeta() {
        List<G1.Affine> commitments =
                new ArrayList<>(List.of(linearisedCommitment().toAffine()));
        commitments.addAll(proof.wires());
        commitments.addAll(key.parts().permutation().subList(0, 2));
        commitments.addAll(key.parts().committed());
        List<Fr> values = new ArrayList<>(List.of(linearised()));
        values.addAll(proof.values());
        List<Fr> powers = foldingPowers(commitments, values);
        Fr value = Fr.ZERO;
        for (int i = 0; i < values.size(); i++) {
            value = value.add(values.get(i).multiply(powers.get(i)));
        }
        return key.isOpening(G1.sumOfProducts(powers, commitments), value, at.zeta(), proof.opening());
    }

    private List<Fr> foldingPowers(List<G1.Affine> commitments, List<Fr> values) {
        Fr challenge = new GnarkTranscript()
                .bindScalars(List.of(at.zeta()))
                .bind(commitments)
                .bindScalars(values)
                .bindScalars(List.of(proof.shiftedValue()))
                .challenge("gamma");
        List<Fr> powers = new ArrayList<>(List.of(Fr.ONE));
        while (powers.size() < commitments.size()) {
            powers.add(powers.getLast().multiply(challenge));
        }
        return powers;
    }

    boolean opensShifted() {
        Fr shifted = at.zeta().multiply(key.parts().generator());
        return key.isOpening(proof.z().toJacobian(), proof.shiftedValue(), shifted, proof.shiftedOpening());
    }
}
