package dev.assay.node.prove.fflonk;

import dev.assay.node.iden3.FflonkZkey;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.kzg.Round;
import dev.assay.node.prove.kzg.SnarkjsObject;
import dev.assay.node.prove.kzg.Wires;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import java.security.SecureRandom;

/**
 * The prover of section 7 of the paper, in the form and with the transcript that snarkjs has for its keys.
 *
 * <p>The letters are those of PLONK. The identities are divided one by one: <i>t0</i> for the gates, <i>t1</i> for the
 * permutation's start, <i>t2</i> for its steps. Polynomials are packed, k into one whose coefficients take turns: <i>C0</i> the
 * eight of the key, <i>C1</i> a, b, c and t0, <i>C2</i> z, t1 and t2. Opening a packed one at the k-th roots of xi tells all k
 * at xi, so that four points are a proof.
 */
public final class FflonkProver {

    private final Backend backend;
    private final SecureRandom random;

    public FflonkProver(Backend backend, SecureRandom random) {
        this.backend = backend;
        this.random = random;
    }

    /**
     * snarkjs' {@code proof.json}, which is wrong if the witness does not satisfy the circuit: verify it before it is used.
     *
     * @throws IllegalArgumentException unless the witness has a value for each wire of the key
     */
    public byte[] prove(FflonkZkey zkey, Wtns witness) {
        FflonkZkey.Header key = zkey.header();
        Wires wires = Wires.of(zkey.wiring(), zkey.size(), witness);
        FflonkRounds rounds = new FflonkRounds(backend, zkey, wires, random);

        G1.Affine c1 = rounds.commitToWires();
        Fr beta = new Round().absorb(key.c0()).absorb(wires.inputs()).absorb(c1).challenge();
        Fr gamma = new Round().absorb(beta).challenge();
        G1.Affine c2 = rounds.commitToPermutation(beta, gamma);
        Fr seed = new Round().absorb(gamma).absorb(c2).challenge();
        OpeningPoints points = OpeningPoints.of(key, seed);
        FflonkEvaluations evaluations = rounds.evaluate(points);
        Fr alpha = new Round().absorb(seed).absorb(evaluations.inOrder()).challenge();
        G1.Affine w1 = rounds.open(alpha);
        Fr y = new Round().absorb(alpha).absorb(w1).challenge();
        G1.Affine w2 = rounds.openAt(y);
        Fr inverse = points.denominators(y, zkey.size().rows(), wires.inputs().length)
                .inverse();
        return SnarkjsObject.of("fflonk")
                .put("polynomials", points(c1, c2, w1, w2))
                .put("evaluations", evaluations.toObject(inverse))
                .toJson();
    }

    private static SnarkjsObject points(G1.Affine c1, G1.Affine c2, G1.Affine w1, G1.Affine w2) {
        return new SnarkjsObject().put("C1", c1).put("C2", c2).put("W1", w1).put("W2", w2);
    }
}
