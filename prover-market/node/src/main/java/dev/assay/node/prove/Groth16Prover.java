package dev.assay.node.prove;

import dev.assay.node.iden3.Wtns;
import dev.assay.node.iden3.Zkey;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.Groth16Proof;
import java.security.SecureRandom;

/**
 * The prover of J. Groth, "On the Size of Pairing-based Non-interactive Arguments" (2016), section 3.2, in the form that
 * snarkjs has for its keys.
 *
 * <p>The letters: the <i>witness</i> w has a value for each wire. On row i of the constraints the matrices give
 * {@code a_i = <A_i, w>}, {@code b_i = <B_i, w>} and {@code c_i = a_i b_i}. <i>h</i> is the quotient of the polynomials
 * {@code a b - c} by the one that vanishes on all rows. <i>alpha, beta, delta</i> are the secrets of the setup, known only
 * as points (1 in G1, 2 in G2); <i>r, s</i> are fresh and make the proof say nothing about w. The proof is
 *
 * <pre>
 *   A = alpha1 + sum w_j A_j + r delta1
 *   B = beta2  + sum w_j B_j + s delta2         (in G2; the same in G1 is B1)
 *   C = sum over private j of w_j C_j + sum h_i H_i + s A + r B1 - r s delta1
 * </pre>
 */
public final class Groth16Prover {

    private final Backend backend;
    private final SecureRandom random;

    public Groth16Prover(Backend backend, SecureRandom random) {
        this.backend = backend;
        this.random = random;
    }

    /**
     * A proof, which is wrong if the witness does not satisfy the circuit: verify it before it is used.
     *
     * @throws IllegalArgumentException unless the witness has a value for each wire of the key
     */
    public Groth16Proof prove(Zkey zkey, Wtns witness) {
        Zkey.Header header = zkey.header();
        if (witness.size() != header.wires()) {
            throw new IllegalArgumentException(witness.size() + " values for " + header.wires() + " wires");
        }
        Fr r = Fr.random(random);
        Fr s = Fr.random(random);
        Scalars w = Scalars.of(witness);
        Scalars wPrivate = w.skip(header.publicWires() + 1);
        G1 delta1 = header.delta1().toJacobian();
        G2 delta2 = header.delta2().toJacobian();

        Scalars h = backend.quotient(zkey.coefficients(), witness);
        G1 a = backend.msmG1(zkey.a(), w).add(header.alpha1()).add(delta1.multiply(r));
        G2 b = backend.msmG2(zkey.b2(), w).add(header.beta2()).add(delta2.multiply(s));
        G1 b1 = backend.msmG1(zkey.b1(), w).add(header.beta1()).add(delta1.multiply(s));
        G1 c = backend.msmG1(zkey.c(), wPrivate)
                .add(backend.msmG1(zkey.h(), h))
                .add(a.multiply(s))
                .add(b1.multiply(r))
                .add(delta1.multiply(r.multiply(s)).negate());
        return new Groth16Proof(a.toAffine(), b.toAffine(), c.toAffine());
    }
}
