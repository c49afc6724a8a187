package dev.assay.node.prove.kzg;

import dev.assay.node.prove.Formula;
import dev.assay.node.prove.Polynomials;
import dev.assay.node.prove.Polynomials.Coset;
import dev.assay.node.prove.Scalars;
import dev.assay.verification.bn254.Fr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Division by X^n - 1, which is zero on all n rows. The polynomial to divide is known by its values on cosets of the domain,
 * where X^n - 1 is a constant other than zero. From those on one coset, whose points have the n-th power u, follows the
 * quotient modulo X^n - u; so p of them give a quotient of up to p n coefficients.
 */
public final class Quotient {

    /** In no power of two an n-th root of unity: it generates the whole field. */
    private static final Fr GENERATOR = Fr.of(5);

    private Quotient() {}

    /**
     * The quotient in pieces of n coefficients, the lowest first: as many as there are parts.
     *
     * @param parts a power of two, enough for the quotient's degree
     * @param dividend the values to divide, on a coset of n points
     */
    public static List<Scalars> divide(
            Polynomials polynomials, int log2, int parts, Function<Coset, Formula> dividend) {
        Fr step = Fr.rootOfUnity(log2 + Integer.numberOfTrailingZeros(parts));
        List<Scalars> residues = new ArrayList<>(parts);
        Fr shift = GENERATOR;
        for (int i = 0; i < parts; i++, shift = shift.multiply(step)) {
            Coset coset = new Coset(log2, shift);
            Fr vanishing = toSize(shift, log2).subtract(Fr.ONE);
            Formula quotient = dividend.apply(coset).times(vanishing.inverse());
            residues.add(polynomials.coefficients(coset, polynomials.evaluate(quotient, coset.size())));
        }
        return pieces(polynomials, log2, residues);
    }

    /** Residue j is the sum of u_j^k piece_k, where u_j = g^n i^j and i has order p: an inverse transform of p. */
    private static List<Scalars> pieces(Polynomials polynomials, int log2, List<Scalars> residues) {
        int parts = residues.size();
        Fr root = Fr.rootOfUnity(Integer.numberOfTrailingZeros(parts)).inverse();
        Fr unshift = toSize(GENERATOR, log2).inverse();
        Fr scale = Fr.of(parts).inverse();
        List<Scalars> pieces = new ArrayList<>(parts);
        for (int k = 0; k < parts; k++, scale = scale.multiply(unshift)) {
            Formula[] terms = new Formula[parts];
            for (int j = 0; j < parts; j++) {
                terms[j] =
                        Formula.of(residues.get(j)).times(scale.multiply(root.pow(BigInteger.valueOf((long) j * k))));
            }
            pieces.add(polynomials.evaluate(Formula.sum(terms), 1 << log2));
        }
        return pieces;
    }

    private static Fr toSize(Fr x, int log2) {
        return x.pow(BigInteger.ONE.shiftLeft(log2));
    }
}
