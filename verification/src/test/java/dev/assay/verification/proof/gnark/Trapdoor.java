package dev.assay.verification.proof.gnark;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.Groth16Proof;
import dev.assay.verification.proof.PublicInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A setup whose secrets are known, so that any statement can be proven without a circuit: what a key with commitments and
 * its proofs look like.
 *
 * @param ic the discrete logarithms of the key's points
 * @param sigmas one for each commitment key, over the base {@code g}
 */
record Trapdoor(
        Fr alpha, Fr beta, Fr gamma, Fr delta, List<Fr> ic, List<List<Integer>> committed, Fr g, List<Fr> sigmas) {

    /** A proof's discrete logarithms, before they become points. */
    record Opening(Fr a, Fr b, Fr c, List<Fr> commitments, Fr knowledge) {

        GnarkProof proof() {
            Groth16Proof points = new Groth16Proof(g1(a), g2(b), g1(c));
            return new GnarkProof(points, commitments.stream().map(Trapdoor::g1).toList(), g1(knowledge));
        }
    }

    static Trapdoor create(int publicInputs, List<List<Integer>> committed, Random random) {
        return new Trapdoor(
                Fr.random(random),
                Fr.random(random),
                Fr.random(random),
                Fr.random(random),
                randoms(1 + publicInputs + committed.size(), random),
                committed,
                Fr.random(random),
                randoms(committed.size(), random));
    }

    static List<Fr> randoms(int count, Random random) {
        return Stream.generate(() -> Fr.random(random)).limit(count).toList();
    }

    static G1.Affine g1(Fr scalar) {
        return G1.GENERATOR.multiply(scalar).toAffine();
    }

    static G2.Affine g2(Fr scalar) {
        return G2.GENERATOR.multiply(scalar).toAffine();
    }

    GnarkKey key() {
        Groth16Key points = new Groth16Key(
                g1(alpha),
                g2(beta),
                g2(gamma),
                g2(delta),
                ic.stream().map(Trapdoor::g1).toList());
        return new GnarkKey(
                points,
                g1(beta),
                g1(delta),
                committed,
                sigmas.stream().map(this::commitmentKey).toList());
    }

    GnarkKey.CommitmentKey commitmentKey(Fr sigma) {
        return new GnarkKey.CommitmentKey(g2(g), g2(g.multiply(sigma).negate()));
    }

    /** A proof of any public inputs, with commitments to anything. */
    Opening open(PublicInputs inputs, HashToField hash, Random random) {
        List<Fr> commitments = randoms(committed.size(), random);
        Commitments hashed = hashed(inputs, hash, commitments);
        Fr a = Fr.random(random);
        Fr b = Fr.random(random);
        return new Opening(
                a, b, balance(a, b, inputs, hashed.hashes(), commitments), commitments, fold(hashed, commitments));
    }

    private Commitments hashed(PublicInputs inputs, HashToField hash, List<Fr> commitments) {
        GnarkProof draft = new Opening(Fr.ONE, Fr.ONE, Fr.ONE, commitments, Fr.ONE).proof();
        VerifiedGnarkKey key = ZkVectors.value(VerifiedGnarkKey.load(GnarkWriter.key(key(), GnarkWriter.Form.RAW)));
        return Commitments.of(key, draft, inputs, hash);
    }

    /** c so that a b = alpha beta + (vk_x + commitments) gamma + c delta. */
    private Fr balance(Fr a, Fr b, PublicInputs inputs, List<Fr> hashes, List<Fr> commitments) {
        List<Fr> scalars = new ArrayList<>(List.of(Fr.ONE));
        scalars.addAll(inputs.values());
        scalars.addAll(hashes);
        Fr x = Stream.concat(
                        IntStream.range(0, ic.size()).mapToObj(i -> ic.get(i).multiply(scalars.get(i))),
                        commitments.stream())
                .reduce(Fr.ZERO, Fr::add);
        Fr rest = a.multiply(b).subtract(alpha.multiply(beta)).subtract(x.multiply(gamma));
        return rest.multiply(delta.inverse());
    }

    /** The sum of t^i sigma[i] commitment[i], where t is gnark's folding challenge. */
    private Fr fold(Commitments hashed, List<Fr> commitments) {
        Fr power = Fr.ONE;
        Fr sum = Fr.ZERO;
        for (int i = 0; i < commitments.size(); i++) {
            sum = sum.add(power.multiply(sigmas.get(i)).multiply(commitments.get(i)));
            power = power.multiply(hashed.foldingChallenge());
        }
        return sum;
    }
}
