package dev.assay.node.setup;

import dev.assay.verification.bn254.Fr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A short sum of scalar times point. Doublings are shared (Straus), scalars above r/2 are taken for negative, and points
 * with scalar 1 or -1 are added as they are: most coefficients of a circuit are small. A long sum is left to an MSM.
 *
 * @param <A> an affine point
 * @param <P> a Jacobian point
 */
final class TermSum<A, P> {

    private static final BigInteger HALF = Fr.MODULUS.shiftRight(1);
    private static final int WINDOW_BITS = 4;
    private static final int MANY_TERMS = 100;

    private final Group<A, P> group;
    private final BiFunction<List<A>, List<Fr>, P> msm;
    private final List<A> points = new ArrayList<>();
    private final List<Fr> scalars = new ArrayList<>();

    TermSum(Group<A, P> group, BiFunction<List<A>, List<Fr>, P> msm) {
        this.group = group;
        this.msm = msm;
    }

    void add(A point, Fr scalar) {
        points.add(point);
        scalars.add(scalar);
    }

    P sum() {
        return points.size() > MANY_TERMS ? msm.apply(points, scalars) : shortSum();
    }

    private P shortSum() {
        P units = group.infinity();
        List<Term<P>> others = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            BigInteger value = scalars.get(i).toBigInteger();
            boolean negative = value.compareTo(HALF) > 0;
            BigInteger size = negative ? Fr.MODULUS.subtract(value) : value;
            A point = negative ? group.negate(points.get(i)) : points.get(i);
            if (size.equals(BigInteger.ONE)) {
                units = group.addAffine(units, point);
            } else {
                others.add(new Term<>(size, multiples(point, size.bitLength())));
            }
        }
        return group.add(units, straus(others));
    }

    /** A positive factor and the first multiples of its point, from 1 on. */
    private record Term<P>(BigInteger factor, List<P> multiples) {

        int digit(int window) {
            return factor.shiftRight(window * WINDOW_BITS).intValue() & (1 << WINDOW_BITS) - 1;
        }
    }

    private List<P> multiples(A point, int bits) {
        int count = (1 << Math.min(bits, WINDOW_BITS)) - 1;
        List<P> multiples = new ArrayList<>(count);
        P multiple = group.infinity();
        for (int i = 0; i < count; i++) {
            multiple = group.addAffine(multiple, point);
            multiples.add(multiple);
        }
        return multiples;
    }

    private P straus(List<Term<P>> terms) {
        int bits =
                terms.stream().mapToInt(term -> term.factor().bitLength()).max().orElse(0);
        P sum = group.infinity();
        for (int window = (bits - 1) / WINDOW_BITS; window >= 0; window--) {
            for (int i = 0; i < WINDOW_BITS; i++) {
                sum = group.twice(sum);
            }
            for (Term<P> term : terms) {
                int digit = term.digit(window);
                sum = digit == 0 ? sum : group.add(sum, term.multiples().get(digit - 1));
            }
        }
        return sum;
    }
}
