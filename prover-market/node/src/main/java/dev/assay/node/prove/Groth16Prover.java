package dev.assay.node.prove;

import dev.assay.node.iden3.Wtns;
import dev.assay.node.iden3.Zkey;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.proof.ProofPoints;
import java.math.BigInteger;
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
     * @throws IllegalArgumentException unless the witness is of the key's curve and has a value for each of its wires
     */
    public ProofPoints prove(Zkey zkey, Wtns witness) {
        Zkey.Header header = zkey.header();
        zkey.coefficients().check(witness);
        CurveGroup g1 = zkey.curve().g1();
        CurveGroup g2 = zkey.curve().g2();
        BigInteger r = scalar(zkey.curve());
        BigInteger s = scalar(zkey.curve());
        Scalars w = Scalars.of(witness);
        Scalars wPrivate = w.skip(header.publicWires() + 1);

        Scalars h = backend.quotient(zkey.coefficients(), witness);
        AffinePoint a = new Sum(g1)
                .plus(backend.msm(zkey.a(), w))
                .plus(header.alpha1())
                .plus(r, header.delta1())
                .point();
        AffinePoint b = new Sum(g2)
                .plus(backend.msm(zkey.b2(), w))
                .plus(header.beta2())
                .plus(s, header.delta2())
                .point();
        AffinePoint b1 = new Sum(g1)
                .plus(backend.msm(zkey.b1(), w))
                .plus(header.beta1())
                .plus(s, header.delta1())
                .point();
        AffinePoint c = new Sum(g1)
                .plus(backend.msm(zkey.c(), wPrivate))
                .plus(backend.msm(zkey.h(), h))
                .plus(s, a)
                .plus(r, b1)
                .plus(r.multiply(s).negate().mod(zkey.curve().fr().modulus()), header.delta1())
                .point();
        return new ProofPoints(a, b, c);
    }

    /** Uniform below the group's order, by rejection. */
    private BigInteger scalar(Curve curve) {
        BigInteger order = curve.fr().modulus();
        BigInteger drawn = new BigInteger(order.bitLength(), random);
        while (drawn.compareTo(order) >= 0) {
            drawn = new BigInteger(order.bitLength(), random);
        }
        return drawn;
    }

    private record Sum(CurveGroup group, JacobianPoint total) {

        Sum(CurveGroup group) {
            this(group, group.infinity());
        }

        Sum plus(AffinePoint point) {
            group.add(total, point);
            return this;
        }

        Sum plus(BigInteger scalar, AffinePoint point) {
            group.add(total, group.multiply(group.of(point), scalar));
            return this;
        }

        AffinePoint point() {
            return group.toAffine(total);
        }
    }
}
