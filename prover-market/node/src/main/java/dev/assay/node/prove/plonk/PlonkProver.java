package dev.assay.node.prove.plonk;

import dev.assay.node.iden3.PlonkZkey;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.kzg.Wires;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import java.security.SecureRandom;

/**
 * The prover of section 8.4 of the paper, in the form and with the transcript that snarkjs has for its keys.
 *
 * <p>The letters: on each row, a gate has a left, right and output wire, with values <i>a, b, c</i>, and {@code qm a b + ql a
 * + qr b + qo c + qc + PI = 0}, where PI is minus the public input of the row. <i>z</i> multiplies up the permutation of
 * equal wires; <i>t</i> is the quotient of all that vanishes on the rows by X^n - 1. <i>beta, gamma, alpha, xi, v</i> are the
 * verifier's numbers. Each round says something that the next number depends on.
 */
public final class PlonkProver {

    private final Backend backend;
    private final SecureRandom random;

    public PlonkProver(Backend backend, SecureRandom random) {
        this.backend = backend;
        this.random = random;
    }

    /**
     * snarkjs' {@code proof.json}, which is wrong if the witness does not satisfy the circuit: verify it before it is used.
     *
     * @throws IllegalArgumentException unless the witness has a value for each wire of the key
     */
    public byte[] prove(PlonkZkey zkey, Wtns witness) {
        Wires wires = Wires.of(zkey.wiring(), zkey.size(), witness);
        PlonkRounds rounds = new PlonkRounds(backend, zkey, wires, random);
        PlonkTranscript transcript = new PlonkTranscript(zkey.header(), wires.inputs());

        G1.Affine[] abc = rounds.commitToWires();
        Fr beta = transcript.wires(abc);
        Fr gamma = transcript.gamma();
        G1.Affine z = rounds.commitToPermutation(beta, gamma);
        Fr alpha = transcript.permutation(z);
        G1.Affine[] t = rounds.commitToQuotient(alpha);
        Fr xi = transcript.quotient(t);
        PlonkEvaluations evaluations = rounds.evaluate(xi);
        Fr v = transcript.evaluations(evaluations);
        G1.Affine[] openings = rounds.open(v);
        return evaluations.addTo(PlonkTranscript.proof(abc, z, t, openings)).toJson();
    }
}
