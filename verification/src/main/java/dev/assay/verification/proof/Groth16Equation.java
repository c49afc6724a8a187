package dev.assay.verification.proof;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.Fq12;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.pairing.PreparedPoint;
import java.math.BigInteger;
import java.util.List;

/**
 * What Groth16 verifies: e(A, B) = e(alpha, beta) e(vk_x, gamma) e(C, delta), where vk_x = IC[0] + sum of input[i] IC[i + 1].
 * Points must be in their groups, inputs as many as the key has, each below r.
 */
final class Groth16Equation {

    private final KeyPoints key;
    private final Fq12 alphaBeta;
    private final PreparedPoint gamma;
    private final PreparedPoint delta;

    Groth16Equation(KeyPoints key) {
        PairingArithmetic arithmetic = key.curve().arithmetic();
        this.key = key;
        this.alphaBeta = arithmetic.product().times(key.alpha(), key.beta()).value();
        this.gamma = arithmetic.prepare(key.gamma());
        this.delta = arithmetic.prepare(key.delta());
    }

    boolean holds(PairingArithmetic arithmetic, ProofPoints proof, List<BigInteger> inputs) {
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint vkX = g1.sumOfProducts(inputs, key.ic().subList(1, key.ic().size()));
        g1.add(vkX, key.ic().getFirst());
        return arithmetic
                .product()
                .times(proof.a(), proof.b())
                .times(g1.negate(g1.toAffine(vkX)), gamma)
                .times(g1.negate(proof.c()), delta)
                .value()
                .equals(alphaBeta);
    }
}
