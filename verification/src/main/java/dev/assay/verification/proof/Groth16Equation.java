package dev.assay.verification.proof;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.Fq12;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.pairing.PairingArithmetic.Product;
import dev.assay.verification.pairing.PreparedPoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What Groth16 verifies: e(A, B) = e(alpha, beta) e(vk_x, gamma) e(C, delta), where vk_x = IC[0] + sum of input[i] IC[i
 * + 1]. Points must be in their groups, inputs as many as the key has, each below r.
 */
final class Groth16Equation {

    private final KeyPoints key;
    private final Fq12 alphaBeta;
    private final PreparedPoint beta;
    private final PreparedPoint gamma;
    private final PreparedPoint delta;

    Groth16Equation(KeyPoints key) {
        PairingArithmetic arithmetic = key.curve().arithmetic();
        this.key = key;
        this.alphaBeta = arithmetic.product().times(key.alpha(), key.beta()).value();
        this.beta = arithmetic.prepare(key.beta());
        this.gamma = arithmetic.prepare(key.gamma());
        this.delta = arithmetic.prepare(key.delta());
    }

    boolean holds(PairingArithmetic arithmetic, ProofPoints proof, List<BigInteger> inputs) {
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint vkX =
                g1.sumOfProducts(inputs, key.ic().subList(1, key.ic().size()));
        g1.add(vkX, key.ic().getFirst());
        return arithmetic
                .product()
                .times(proof.a(), proof.b())
                .times(negated(g1, vkX), gamma)
                .times(g1.negate(proof.c()), delta)
                .value()
                .equals(alphaBeta);
    }

    /**
     * Whether the equation, raised to each claim's weight, holds for the product of all claims: the product over i of
     * e(w[i] A[i], B[i]) is e(w alpha, beta) e(sum of w[i] vk_x[i], gamma) e(sum of w[i] C[i], delta), where w is the
     * sum of w[i].
     */
    boolean holdsForAll(PairingArithmetic arithmetic, List<WeightedClaim> claims) {
        CurveGroup g1 = arithmetic.g1();
        Product product = arithmetic.product();
        for (WeightedClaim claim : claims) {
            JacobianPoint a = g1.multiply(g1.of(claim.proof().a()), claim.weight());
            product.times(g1.toAffine(a), claim.proof().b());
        }
        List<BigInteger> sums = weightedInputs(claims);
        BigInteger total = sums.getFirst();
        JacobianPoint c = g1.sumOfProducts(
                claims.stream().map(WeightedClaim::weight).toList(),
                claims.stream().map(claim -> claim.proof().c()).toList());
        product.times(negated(g1, g1.multiply(g1.of(key.alpha()), total)), beta);
        product.times(negated(g1, g1.sumOfProducts(sums, key.ic())), gamma);
        product.times(negated(g1, c), delta);
        return product.isOne();
    }

    /** For each IC point, the weighted sum of what multiplies it: the first is the sum of the weights. */
    private List<BigInteger> weightedInputs(List<WeightedClaim> claims) {
        BigInteger r = key.curve().fr().modulus();
        List<BigInteger> sums = new ArrayList<>();
        for (int i = 0; i < key.ic().size(); i++) {
            BigInteger sum = BigInteger.ZERO;
            for (WeightedClaim claim : claims) {
                sum = sum.add(
                        i == 0
                                ? claim.weight()
                                : claim.weight().multiply(claim.inputs().get(i - 1)));
            }
            sums.add(sum.mod(r));
        }
        return sums;
    }

    private static AffinePoint negated(CurveGroup g1, JacobianPoint point) {
        return g1.negate(g1.toAffine(point));
    }

    /** A proof, the inputs that it is said to prove, and its weight in a batch. */
    record WeightedClaim(ProofPoints proof, List<BigInteger> inputs, BigInteger weight) {}
}
