package dev.assay.verification.proof;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Comb;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.Fq12;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.pairing.PairingArithmetic.Product;
import dev.assay.verification.pairing.PreparedPoint;
import dev.assay.verification.pairing.Weight;
import dev.assay.verification.pairing.WeightedPoints;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Groth16 verifies: e(A, B) = e(alpha, beta) e(vk_x, gamma) e(C, delta), where vk_x = IC[0] + sum of input[i] IC[i
 * + 1]. Points must be in their groups, inputs as many as the key has, each below r.
 */
final class Groth16Equation {

    private final KeyPoints key;
    private final KeyPoints.Checked checked;
    private volatile boolean used;
    private volatile @Nullable Prepared prepared;

    Groth16Equation(KeyPoints.Checked checked) {
        this.key = checked.points();
        this.checked = checked;
    }

    /**
     * What makes every later proof cheaper than the first: e(alpha, beta), lines divided, and the comb of the points that
     * the inputs multiply, all but IC[0].
     */
    private record Prepared(Fq12 alphaBeta, PreparedPoint gamma, PreparedPoint delta, Comb ic) {}

    /** Made for the second proof: for one alone, it takes longer than it saves. Two threads may both make it, the same. */
    private Prepared prepared() {
        Prepared made = prepared;
        if (made == null) {
            made = prepare(key.curve().arithmetic());
            prepared = made;
        }
        return made;
    }

    private Prepared prepare(PairingArithmetic arithmetic) {
        return new Prepared(
                arithmetic.product().times(key.alpha(), checked.beta()).value(),
                arithmetic.prepare(checked.gamma()),
                arithmetic.prepare(checked.delta()),
                new Comb(arithmetic.g1(), multiplied()));
    }

    /** The points that the inputs multiply. */
    private List<AffinePoint> multiplied() {
        return key.ic().subList(1, key.ic().size());
    }

    boolean holds(PairingArithmetic arithmetic, ProofPoints.Checked proof, List<BigInteger> inputs) {
        if (!used) {
            used = true;
            return holdsUnprepared(arithmetic, proof, inputs);
        }
        return holds(arithmetic, arithmetic.product().times(proof.a(), proof.b()), proof.c(), inputs);
    }

    /** With all four pairings in one product. */
    private boolean holdsUnprepared(PairingArithmetic arithmetic, ProofPoints.Checked proof, List<BigInteger> inputs) {
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint vkX = g1.sumOfProducts(inputs, multiplied());
        g1.add(vkX, key.ic().getFirst());
        return arithmetic
                .product()
                .times(proof.a(), proof.b())
                .times(g1.negate(key.alpha()), checked.beta())
                .times(negated(g1, vkX), checked.gamma())
                .times(g1.negate(proof.c()), checked.delta())
                .isOne();
    }

    boolean holds(PairingArithmetic arithmetic, WeightedClaim claim) {
        return holds(arithmetic, arithmetic.product().times(claim.a(), claim.b()), claim.c(), claim.inputs());
    }

    private boolean holds(PairingArithmetic arithmetic, Product ab, AffinePoint c, List<BigInteger> inputs) {
        Prepared ready = prepared();
        CurveGroup g1 = arithmetic.g1();
        JacobianPoint vkX = ready.ic().sumOfProducts(g1, inputs);
        g1.add(vkX, key.ic().getFirst());
        return ab.times(negated(g1, vkX), ready.gamma())
                .times(g1.negate(c), ready.delta())
                .value()
                .equals(ready.alphaBeta());
    }

    /**
     * Whether the equation, raised to each claim's weight, holds for the product of all claims: the product over i of
     * e(w[i] A[i], B[i]) is e(w alpha, beta) e(sum of w[i] vk_x[i], gamma) e(sum of w[i] C[i], delta), where w is the
     * sum of w[i].
     */
    boolean holdsForAll(PairingArithmetic arithmetic, List<WeightedClaim> claims) {
        Prepared ready = prepared();
        CurveGroup g1 = arithmetic.g1();
        Product product = arithmetic.product();
        WeightedPoints as = weighted(arithmetic, claims, WeightedClaim::a);
        for (int i = 0; i < claims.size(); i++) {
            product.times(as.product(i), claims.get(i).b());
        }
        WeightedPoints cs = weighted(arithmetic, claims, WeightedClaim::c);
        List<BigInteger> sums = weightedInputs(claims);
        BigInteger w = sums.removeFirst();
        JacobianPoint vkX = ready.ic().sumOfProducts(g1, sums);
        g1.add(vkX, g1.multiply(g1.of(key.ic().getFirst()), w));
        return product.times(negated(g1, g1.multiply(g1.of(key.alpha()), w)), checked.beta())
                .times(negated(g1, vkX), ready.gamma())
                .times(negated(g1, cs.sum()), ready.delta())
                .isOne();
    }

    private static WeightedPoints weighted(
            PairingArithmetic arithmetic, List<WeightedClaim> claims, Function<WeightedClaim, AffinePoint> point) {
        return new WeightedPoints(
                arithmetic,
                claims.stream().map(point).toList(),
                claims.stream().map(WeightedClaim::weight).toList());
    }

    /** For each IC point, the weighted sum of what multiplies it: the first is the sum of the weights. */
    private List<BigInteger> weightedInputs(List<WeightedClaim> claims) {
        BigInteger r = key.curve().fr().modulus();
        BigInteger[] sums = new BigInteger[key.ic().size()];
        Arrays.fill(sums, BigInteger.ZERO);
        for (WeightedClaim claim : claims) {
            BigInteger weight = claim.weight().modulo(key.curve());
            sums[0] = sums[0].add(weight);
            for (int i = 1; i < sums.length; i++) {
                sums[i] = sums[i].add(weight.multiply(claim.inputs().get(i - 1)));
            }
        }
        return Stream.of(sums).map(sum -> sum.mod(r)).collect(Collectors.toCollection(ArrayList::new));
    }

    private static JacobianPoint negated(CurveGroup g1, JacobianPoint point) {
        g1.negate(point);
        return point;
    }

    /** The points of a proof, the inputs that it is said to prove, and its weight in a batch. */
    record WeightedClaim(AffinePoint a, PreparedPoint b, AffinePoint c, List<BigInteger> inputs, Weight weight) {}
}
