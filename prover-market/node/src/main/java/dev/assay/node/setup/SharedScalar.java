package dev.assay.node.setup;

import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Multiplies any number of points of G1 by one scalar k. All points take the same steps ({@link Lockstep}), and k is cut in
 * two halves by the curve's endomorphism (R. Gallant, R. Lambert, S. Vanstone, "Faster Point Multiplication on Elliptic
 * Curves with Efficient Endomorphisms", 2001): {@code k = k1 + k2 lambda}, where lambda (x, y) = (beta x, y).
 */
final class SharedScalar {

    private static final int PART = 1024;
    private static final int WINDOW_BITS = 4;

    private static final Fq BETA = cubeRootOfOne();
    private static final Fr LAMBDA = eigenvalue();
    private static final List<BigInteger[]> BASIS = shortBasis();

    private final List<Integer> first;
    private final List<Integer> second;

    /** @throws IllegalArgumentException for 0 */
    SharedScalar(Fr scalar) {
        if (scalar.isZero()) {
            throw new IllegalArgumentException("0 takes every point to infinity");
        }
        BigInteger[] halves = halves(scalar.toBigInteger());
        first = digits(halves[0]);
        second = digits(halves[1]);
    }

    private static Fq cubeRootOfOne() {
        BigInteger third = Fq.MODULUS.subtract(BigInteger.ONE).divide(BigInteger.valueOf(3));
        return IntStream.iterate(2, i -> i + 1)
                .mapToObj(i -> Fq.of(i).pow(third))
                .filter(root -> !root.equals(Fq.ONE))
                .findFirst()
                .orElseThrow();
    }

    /** Of the two cube roots of one modulo r, that which belongs to beta. */
    private static Fr eigenvalue() {
        Fr root = Fr.of(5).pow(Fr.MODULUS.subtract(BigInteger.ONE).divide(BigInteger.valueOf(3)));
        G1.Affine generator = G1.GENERATOR.toAffine();
        Fq image = generator.x().multiply(BETA);
        return G1.GENERATOR.multiply(root).toAffine().x().equals(image) ? root : root.square();
    }

    /** By the closest point of the lattice of all (a, b) with a + b lambda = 0; both halves are below 2^128. */
    static BigInteger[] halves(BigInteger k) {
        BigInteger[] v = BASIS.getFirst();
        BigInteger[] w = BASIS.getLast();
        BigInteger determinant = v[0].multiply(w[1]).subtract(w[0].multiply(v[1]));
        BigInteger timesV = rounded(k.multiply(w[1]), determinant);
        BigInteger timesW = rounded(k.multiply(v[1]).negate(), determinant);
        return new BigInteger[] {
            k.subtract(timesV.multiply(v[0])).subtract(timesW.multiply(w[0])),
            timesV.multiply(v[1]).add(timesW.multiply(w[1])).negate()
        };
    }

    private static BigInteger rounded(BigInteger numerator, BigInteger denominator) {
        BigInteger[] quotient = numerator.shiftLeft(1).add(denominator).divideAndRemainder(denominator.shiftLeft(1));
        return quotient[1].signum() * denominator.signum() < 0 ? quotient[0].subtract(BigInteger.ONE) : quotient[0];
    }

    /** Short vectors of the lattice, by Euclid's algorithm: what is left falls from r to 0 as the multiple grows. */
    private static List<BigInteger[]> shortBasis() {
        BigInteger[] before = {Fr.MODULUS, BigInteger.ZERO};
        BigInteger[] last = {LAMBDA.toBigInteger(), BigInteger.ONE.negate()};
        while (last[0].bitLength() > Fr.MODULUS.bitLength() / 2) {
            BigInteger[] next = remainder(before, last);
            before = last;
            last = next;
        }
        BigInteger[] next = remainder(before, last);
        return List.of(last, length(next).compareTo(length(before)) < 0 ? next : before);
    }

    private static BigInteger[] remainder(BigInteger[] v, BigInteger[] w) {
        BigInteger quotient = v[0].divide(w[0]);
        return new BigInteger[] {v[0].subtract(quotient.multiply(w[0])), v[1].subtract(quotient.multiply(w[1]))};
    }

    private static BigInteger length(BigInteger[] v) {
        return v[0].abs().max(v[1].abs());
    }

    /** In non-adjacent form, the lowest first: zero, or odd and below 2^3 in size. */
    static List<Integer> digits(BigInteger number) {
        List<Integer> digits = new ArrayList<>();
        BigInteger left = number;
        while (left.signum() != 0) {
            int digit = left.testBit(0) ? (left.intValue() & (1 << WINDOW_BITS) - 1) : 0;
            digit = digit >= 1 << (WINDOW_BITS - 1) ? digit - (1 << WINDOW_BITS) : digit;
            digits.add(digit);
            left = left.subtract(BigInteger.valueOf(digit)).shiftRight(1);
        }
        return digits;
    }

    /** The products in order; infinity stays infinity. */
    List<G1.Affine> multiply(List<G1.Affine> points) {
        return Batches.parts(points, PART, this::multiplyPart);
    }

    private List<G1.Affine> multiplyPart(List<G1.Affine> points) {
        List<G1.Affine> finite =
                points.stream().filter(point -> !point.isInfinity()).toList();
        if (finite.isEmpty()) {
            return points;
        }
        Lockstep products = multiply(Lockstep.of(finite));
        List<G1.Affine> all = new ArrayList<>(points.size());
        int next = 0;
        for (G1.Affine point : points) {
            all.add(point.isInfinity() ? point : products.at(next++));
        }
        return all;
    }

    private Lockstep multiply(Lockstep base) {
        List<Lockstep> odd = oddMultiples(base);
        List<Lockstep> images = odd.stream().map(each -> each.stretch(BETA)).toList();
        List<Lockstep> sum = new ArrayList<>();
        for (int bit = Math.max(first.size(), second.size()) - 1; bit >= 0; bit--) {
            sum.replaceAll(Lockstep::twice);
            add(sum, odd, bit < first.size() ? first.get(bit) : 0);
            add(sum, images, bit < second.size() ? second.get(bit) : 0);
        }
        return sum.getFirst();
    }

    /** @param sum empty for infinity */
    private static void add(List<Lockstep> sum, List<Lockstep> odd, int digit) {
        if (digit == 0) {
            return;
        }
        Lockstep multiple = odd.get(Math.abs(digit) / 2);
        Lockstep signed = digit < 0 ? multiple.negate() : multiple;
        if (sum.isEmpty()) {
            sum.add(signed);
        } else {
            sum.set(0, sum.getFirst().add(signed));
        }
    }

    private static List<Lockstep> oddMultiples(Lockstep base) {
        Lockstep twice = base.twice();
        List<Lockstep> odd = new ArrayList<>(List.of(base));
        while (odd.size() < 1 << (WINDOW_BITS - 2)) {
            odd.add(odd.getLast().add(twice));
        }
        return odd;
    }
}
