package dev.assay.verification.proof;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Comb;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.DrawnPoint;
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
    private final DrawnPoint beta;
    private final PreparedPoint gamma;
    private final PreparedPoint delta;
    /** Of the points that the inputs multiply, all but IC[0]. */
    private final Comb ic;

    Groth16Equation(KeyPoints.Checked checked) {
        this.key = checked.points();
        PairingArithmetic arithmetic = key.curve().arithmetic();
        this.alphaBeta = arithmetic.product().times(key.alpha(), checked.beta()).value();
        this.beta = checked.beta();
        this.gamma = arithmetic.prepare(checked.gamma());
        this.delta = arithmetic.prepare(checked.delta());
        this.ic = new Comb(arithmetic.g1(), key.ic().subList(1, key.ic().size()));
    }

    boolean holds(PairingArithmetic arithmetic, ProofPoints.Checked proof, List<BigInteger> inputs) {
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint vkX = ic.sumOfProducts(g1, inputs);
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
        List<BigInteger> weights = new ArrayList<>(claims.size());
        List<AffinePoint> cs = new ArrayList<>(claims.size());
        for (WeightedClaim claim : claims) {
            product.times(
                    g1.multiply(g1.of(claim.proof().a()), claim.weight()),
                    claim.proof().b());
            weights.add(claim.weight());
            cs.add(claim.proof().c());
        }
        List<BigInteger> sums = weightedInputs(claims);
        BigInteger w = sums.removeFirst();
        JacobianPoint vkX = ic.sumOfProducts(g1, sums);
        g1.add(vkX, g1.multiply(g1.of(key.ic().getFirst()), w));
        return product.times(negated(g1, g1.multiply(g1.of(key.alpha()), w)), beta)
                .times(negated(g1, vkX), gamma)
                .times(negated(g1, g1.sumOfProducts(weights, cs)), delta)
                .isOne();
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

    private static JacobianPoint negated(CurveGroup g1, JacobianPoint point) {
        g1.negate(point);
        return point;
    }

    /** A proof, the inputs that it is said to prove, and its weight in a batch. */
    record WeightedClaim(ProofPoints.Checked proof, List<BigInteger> inputs, BigInteger weight) {}
}
