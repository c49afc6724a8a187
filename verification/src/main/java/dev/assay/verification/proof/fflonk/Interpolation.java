package dev.assay.verification.proof.fflonk;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Lagrange's interpolation through points of which only the first coordinates are known yet, evaluated at y.
 *
 * @param vanishing the product of all y - x_i
 * @param denominators (y - x_i) times the product of all x_i - x_j with j not i
 */
record Interpolation(List<Scalar> xs, Scalar vanishing, List<Scalar> denominators) {

    /** @throws Rejection if two of the numbers, or one and y, are the same */
    static Interpolation at(Scalar y, List<Scalar> xs) {
        Scalar vanishing = FflonkKey.ONE;
        List<Scalar> denominators = new ArrayList<>(xs.size());
        for (int i = 0; i < xs.size(); i++) {
            vanishing = vanishing.multiply(y.subtract(xs.get(i)));
            denominators.add(y.subtract(xs.get(i)).multiply(distances(xs, i)));
        }
        if (denominators.stream().anyMatch(Scalar::isZero)) {
            throw new Rejection(Reason.CHALLENGE_DEGENERATE, "two points of the opening are the same");
        }
        return new Interpolation(xs, vanishing, denominators);
    }

    private static Scalar distances(List<Scalar> xs, int i) {
        Scalar product = FflonkKey.ONE;
        for (int j = 0; j < xs.size(); j++) {
            product = j == i ? product : product.multiply(xs.get(i).subtract(xs.get(j)));
        }
        return product;
    }

    /** The value at y of the polynomial of least degree that has these values at the x_i, in order. */
    Scalar through(List<Scalar> values) {
        List<Scalar> inverses = Scalar.inverses(denominators);
        Scalar sum = FflonkKey.ZERO;
        for (int i = 0; i < values.size(); i++) {
            sum = sum.add(values.get(i).multiply(inverses.get(i)));
        }
        return sum.multiply(vanishing);
    }
}
