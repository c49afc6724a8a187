package dev.assay.verification.pairing;

import java.math.BigInteger;
import java.util.Arrays;

/** {@code c0 + c1 u} with u^2 = -1: the limbs of c0, then those of c1. Has scratch space, so each thread needs its own. */
public abstract sealed class QuadraticField implements Field permits BarretoNaehrig.Fq2, BarretoLynnScott.Fq2 {

    final PrimeField prime;
    final int half;
    private final long[] one;
    private final long[] s;
    private final long[] t;

    QuadraticField(PrimeField prime) {
        this.prime = prime;
        this.half = prime.limbs();
        this.one = element();
        System.arraycopy(prime.one(), 0, one, 0, half);
        this.s = prime.element();
        this.t = prime.element();
    }

    /** Times the number zeta, neither a square nor a cube, that defines the tower above and the twist. */
    abstract void timesNonResidue(long[] r, long[] a);

    final long[] of(BigInteger c0, BigInteger c1) {
        long[] element = element();
        System.arraycopy(prime.of(c0), 0, element, 0, half);
        System.arraycopy(prime.of(c1), 0, element, half, half);
        return element;
    }

    @Override
    public final int limbs() {
        return 2 * half;
    }

    @Override
    public final long[] one() {
        return one;
    }

    @Override
    public final void set(long[] r, long[] a) {
        prime.set(r, 0, a, 0);
        prime.set(r, half, a, half);
    }

    @Override
    public final void add(long[] r, long[] a, long[] b) {
        prime.add(r, 0, a, 0, b, 0);
        prime.add(r, half, a, half, b, half);
    }

    @Override
    public final void subtract(long[] r, long[] a, long[] b) {
        prime.subtract(r, 0, a, 0, b, 0);
        prime.subtract(r, half, a, half, b, half);
    }

    @Override
    public final void multiply(long[] r, long[] a, long[] b) {
        prime.differenceOfProducts(t, 0, a, 0, b, 0, a, half, b, half);
        prime.sumOfProducts(r, half, a, 0, b, half, a, half, b, 0);
        prime.set(r, 0, t, 0);
    }

    /** The element at an index of an array, times another. */
    final void multiply(long[] r, int ri, long[] b) {
        prime.differenceOfProducts(t, 0, r, ri, b, 0, r, ri + half, b, half);
        prime.sumOfProducts(r, ri + half, r, ri, b, half, r, ri + half, b, 0);
        prime.set(r, ri, t, 0);
    }

    /** Times an element of the prime field. */
    final void scale(long[] r, long[] a, long[] factor) {
        scale(r, a, 0, factor);
    }

    /** The same of the element at an index of an array. */
    final void scale(long[] r, long[] a, int ai, long[] factor) {
        prime.multiply(r, 0, a, ai, factor, 0);
        prime.multiply(r, half, a, ai + half, factor, 0);
    }

    /** Copies the element at an index of an array. */
    final void set(long[] r, long[] a, int ai) {
        prime.set(r, 0, a, ai);
        prime.set(r, half, a, ai + half);
    }

    @Override
    public final void square(long[] r, long[] a) {
        prime.add(s, 0, a, 0, a, half);
        prime.subtract(t, 0, a, 0, a, half);
        prime.multiply(r, half, a, 0, a, half);
        prime.add(r, half, r, half, r, half);
        prime.multiply(r, 0, s, 0, t, 0);
    }

    @Override
    public final void halve(long[] r, long[] a) {
        prime.halve(r, 0, a, 0);
        prime.halve(r, half, a, half);
    }

    @Override
    public final void negate(long[] r, long[] a) {
        prime.negate(r, 0, a, 0);
        prime.negate(r, half, a, half);
    }

    /** c0 - c1 u, which is also the q-th power. */
    final void conjugate(long[] r, long[] a) {
        prime.set(r, 0, a, 0);
        prime.negate(r, half, a, half);
    }

    @Override
    public final void inverse(long[] r, long[] a) {
        prime.sumOfProducts(t, 0, a, 0, a, 0, a, half, a, half);
        prime.inverse(t, t);
        prime.multiply(r, 0, a, 0, t, 0);
        prime.multiply(r, half, a, half, t, 0);
        prime.negate(r, half, r, half);
    }

    /** Adj and Rodríguez-Henríquez, "Square Root Computation over Even Extension Fields", 2012, algorithm 9. */
    @Override
    public final boolean squareRoot(long[] r, long[] a) {
        BigInteger q = prime.modulus();
        long[] power = pow(a, q.subtract(BigInteger.valueOf(3)).shiftRight(2));
        long[] root = element();
        multiply(root, power, a);
        long[] factor = element();
        multiply(factor, power, root);
        add(factor, factor, one);
        if (isZero(factor)) {
            System.arraycopy(prime.one(), 0, factor, half, half);
        } else {
            factor = pow(factor, q.subtract(BigInteger.ONE).shiftRight(1));
        }
        multiply(root, root, factor);
        square(factor, root);
        boolean found = Arrays.equals(factor, a);
        set(r, root);
        return found;
    }
}
