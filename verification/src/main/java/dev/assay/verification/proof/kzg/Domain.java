package dev.assay.verification.proof.kzg;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * H: the n = 2^power roots of unity, one for each row of a circuit; the first rows hold the public inputs. Every method
 * throws {@link Rejection} where a check fails.
 */
public final class Domain {

    /** snarkjs makes no smaller one: the blinded quotient needs room. */
    public static final int MIN_POWER = 3;

    /** The smallest quadratic non-residue of both fields: its odd part's power generates the roots of unity. */
    private static final long NON_RESIDUE = 5;

    private final Curve curve;
    private final int power;
    private final Scalar root;

    public Domain(Curve curve, int power) {
        if (power < MIN_POWER || power > twoAdicity(curve)) {
            throw new Rejection(Reason.KEY_DOMAIN_SIZE, "2^" + power + " rows");
        }
        this.curve = curve;
        this.power = power;
        this.root = rootOfUnity(curve, power);
    }

    private static Scalar rootOfUnity(Curve curve, int power) {
        BigInteger order = curve.fr().modulus().subtract(BigInteger.ONE);
        return Scalar.of(curve, NON_RESIDUE).pow(order.shiftRight(power));
    }

    /** Every public input has a row of its own: without one, nothing would bind it. */
    public void checkHolds(int publicInputs) {
        if (publicInputs > 1L << power) {
            throw new Rejection(Reason.KEY_DOMAIN_SIZE, publicInputs + " public inputs in 2^" + power + " rows");
        }
    }

    public Curve curve() {
        return curve;
    }

    /** The largest k for which 2^k divides r - 1, so that the field has roots of unity of that order. */
    public static int twoAdicity(Curve curve) {
        return curve.fr().modulus().subtract(BigInteger.ONE).getLowestSetBit();
    }

    /** The generator of H. A key names one too, which must be the one that the prover used: snarkjs'. */
    public Scalar root() {
        return root;
    }

    public void checkRoot(Scalar omega) {
        if (!omega.equals(root)) {
            throw new Rejection(Reason.KEY_ROOT_OF_UNITY, "w does not generate the domain");
        }
    }

    /**
     * H, k1 H and k2 H must have nothing in common: they number the left, right and output wires of all rows, and two wires
     * of one number could be exchanged. Two cosets are the same if and only if the n-th powers are.
     */
    public void checkCosets(Scalar k1, Scalar k2) {
        Scalar p1 = toSize(k1);
        Scalar p2 = toSize(k2);
        if (p1.isZero() || p2.isZero() || p1.isOne() || p2.isOne() || p1.equals(p2)) {
            throw new Rejection(Reason.KEY_COSETS_OVERLAP, "k1 or k2 is zero, or their cosets are not distinct");
        }
    }

    private Scalar one() {
        return Scalar.one(curve);
    }

    /** x^n. */
    public Scalar toSize(Scalar x) {
        Scalar result = x;
        for (int i = 0; i < power; i++) {
            result = result.square();
        }
        return result;
    }

    /** Z_H(x) = x^n - 1 for a challenge x, not zero: on the domain itself the identity says nothing. */
    public Scalar vanishing(Scalar x) {
        Scalar value = toSize(x).subtract(one());
        if (value.isZero()) {
            throw new Rejection(Reason.CHALLENGE_DEGENERATE, "the challenge is in the domain");
        }
        return value;
    }

    /** L_1(x), ..., L_count(x), where L_i is one on row i and zero on all other rows. */
    public List<Scalar> lagrange(Scalar x, int count) {
        Scalar vanishing = vanishing(x);
        Scalar omega = one();
        List<Scalar> values = new ArrayList<>(count);
        for (Scalar inverse : Scalar.inverses(lagrangeDenominators(x, count))) {
            values.add(omega.multiply(vanishing).multiply(inverse));
            omega = omega.multiply(root);
        }
        return values;
    }

    /** n (x - w^(i - 1)) for i = 1, ..., count. */
    public List<Scalar> lagrangeDenominators(Scalar x, int count) {
        Scalar size = Scalar.of(curve, BigInteger.ONE.shiftLeft(power));
        Scalar omega = one();
        List<Scalar> denominators = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            denominators.add(size.multiply(x.subtract(omega)));
            omega = omega.multiply(root);
        }
        return denominators;
    }

    /** PI(x) = - sum of input[i] L_(i + 1)(x), for as many L or more. */
    public Scalar publicInput(List<Scalar> inputs, List<Scalar> lagrange) {
        Scalar sum = Scalar.zero(curve);
        for (int i = 0; i < inputs.size(); i++) {
            sum = sum.subtract(inputs.get(i).multiply(lagrange.get(i)));
        }
        return sum;
    }
}
