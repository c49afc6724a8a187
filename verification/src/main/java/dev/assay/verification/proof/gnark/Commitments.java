package dev.assay.verification.proof.gnark;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.bn254.Pairing;
import dev.assay.verification.bn254.Pairing.Pair;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.Groth16Proof;
import dev.assay.verification.proof.PublicInputs;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The two equations of a proof with commitments, whose points are already checked. Each commitment is hashed, with the
 * public inputs that it binds, to one more input of the circuit, so that the circuit gets a challenge that the prover could
 * not choose.
 *
 * @param hashes one for each commitment
 */
record Commitments(VerifiedGnarkKey key, GnarkProof proof, PublicInputs inputs, List<Fr> hashes) {

    /** The domain of the challenge that folds the commitments (gnark, {@code backend/groth16/bn254/verify.go}). */
    private static final String FOLDING_DOMAIN = "G16-BSB22";

    static Commitments of(VerifiedGnarkKey key, GnarkProof proof, PublicInputs inputs, HashToField hash) {
        List<Fr> known = new ArrayList<>(inputs.values());
        for (int i = 0; i < key.commitments(); i++) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(PointFlags.BN254.raw(proof.commitments().get(i).point()));
            for (int index : key.parts().committed().get(i)) {
                message.writeBytes(GnarkVerifier.bigEndian(known.get(index - 1)));
            }
            known.add(hash.hash(message.toByteArray()));
        }
        return new Commitments(key, proof, inputs, known.subList(inputs.values().size(), known.size()));
    }

    /** Product of e(t^i commitment[i], -sigma[i] g), times e(knowledge, g), is one, for a challenge t. */
    boolean knowledgeHolds() {
        List<Pair> pairs = new ArrayList<>();
        Fr challenge = foldingChallenge();
        Fr power = Fr.ONE;
        for (int i = 0; i < key.commitments(); i++) {
            G1 folded = proof.commitments().get(i).toJacobian().multiply(power);
            pairs.add(Pair.of(
                    folded.toAffine(), key.parts().commitmentKeys().get(i).gSigmaNeg()));
            power = power.multiply(challenge);
        }
        G2.Affine g = key.parts().commitmentKeys().getFirst().g();
        pairs.add(Pair.of(proof.knowledge(), g));
        return Pairing.productIsOne(pairs);
    }

    Fr foldingChallenge() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        hashes.forEach(hash -> message.writeBytes(GnarkVerifier.bigEndian(hash)));
        return HashToField.rfc9380(message.toByteArray(), FOLDING_DOMAIN);
    }

    boolean equationHolds() {
        Groth16Key points = key.equation().points();
        Groth16Proof abc = proof.points();
        return Pairing.productIsOne(List.of(
                Pair.of(abc.a(), abc.b()),
                Pair.of(points.alpha().negate(), points.beta()),
                Pair.of(inputPoint(points).negate().toAffine(), points.gamma()),
                Pair.of(abc.c().negate(), points.delta())));
    }

    private G1 inputPoint(Groth16Key points) {
        List<Fr> scalars = new ArrayList<>(List.of(Fr.ONE));
        scalars.addAll(inputs.values());
        scalars.addAll(hashes);
        G1 sum = G1.sumOfProducts(scalars, points.ic());
        for (G1.Affine commitment : proof.commitments()) {
            sum = sum.add(commitment);
        }
        return sum;
    }
}
