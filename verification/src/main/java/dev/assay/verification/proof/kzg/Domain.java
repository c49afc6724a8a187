package dev.assay.verification.proof.kzg;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.Fr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * H: the n = 2^power roots of unity, one for each row of a circuit; the first rows hold the public inputs. Every method
 * throws {@link Rejection} where a check fails.
 */
public record Domain(int power) {

    /** snarkjs makes no smaller one: the blinded quotient needs room. */
    public static final int MIN_POWER = 3;

    public Domain {
        if (power < MIN_POWER || power > Fr.TWO_ADICITY) {
            throw new Rejection(Reason.KEY_DOMAIN_SIZE, "2^" + power + " rows");
        }
    }

    /** Every public input has a row of its own: without one, nothing would bind it. */
    public void checkHolds(int publicInputs) {
        if (publicInputs > 1 << power) {
            throw new Rejection(Reason.KEY_DOMAIN_SIZE, publicInputs + " public inputs in 2^" + power + " rows");
        }
    }

    /** The generator of H. A key names one too, which must be the one that the prover used: snarkjs'. */
    public Fr root() {
        return Fr.rootOfUnity(power);
    }

    public void checkRoot(Fr omega) {
        if (!omega.equals(root())) {
            throw new Rejection(Reason.KEY_ROOT_OF_UNITY, "w does not generate the domain");
        }
    }

    /**
     * H, k1 H and k2 H must have nothing in common: they number the left, right and output wires of all rows, and two wires
     * of one number could be exchanged. Two cosets are the same if and only if the n-th powers are.
     */
    public void checkCosets(Fr k1, Fr k2) {
        Fr p1 = toSize(k1);
        Fr p2 = toSize(k2);
        if (p1.isZero() || p2.isZero() || p1.equals(Fr.ONE) || p2.equals(Fr.ONE) || p1.equals(p2)) {
            throw new Rejection(Reason.KEY_COSETS_OVERLAP, "k1 or k2 is zero, or their cosets are not distinct");
        }
    }

    /** x^n. */
    public Fr toSize(Fr x) {
        Fr result = x;
        for (int i = 0; i < power; i++) {
            result = result.square();
        }
        return result;
    }

    /** Z_H(x) = x^n - 1 for a challenge x, not zero: on the domain itself the identity says nothing. */
    public Fr vanishing(Fr x) {
        Fr value = toSize(x).subtract(Fr.ONE);
        if (value.isZero()) {
            throw new Rejection(Reason.CHALLENGE_DEGENERATE, "the challenge is in the domain");
        }
        return value;
    }

    /** L_1(x), ..., L_count(x), where L_i is one on row i and zero on all other rows. */
    public List<Fr> lagrange(Fr x, int count) {
        Fr vanishing = vanishing(x);
        Fr omega = Fr.ONE;
        List<Fr> values = new ArrayList<>(count);
        for (Fr inverse : Fr.inverses(lagrangeDenominators(x, count))) {
            values.add(omega.multiply(vanishing).multiply(inverse));
            omega = omega.multiply(root());
        }
        return values;
    }

    /** n (x - w^(i - 1)) for i = 1, ..., count. */
    public List<Fr> lagrangeDenominators(Fr x, int count) {
        Fr size = Fr.of(BigInteger.ONE.shiftLeft(power));
        Fr omega = Fr.ONE;
        List<Fr> denominators = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            denominators.add(size.multiply(x.subtract(omega)));
            omega = omega.multiply(root());
        }
        return denominators;
    }

    /** PI(x) = - sum of input[i] L_(i + 1)(x), for as many L or more. */
    public static Fr publicInput(List<Fr> inputs, List<Fr> lagrange) {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < inputs.size(); i++) {
            sum = sum.subtract(inputs.get(i).multiply(lagrange.get(i)));
        }
        return sum;
    }
}
