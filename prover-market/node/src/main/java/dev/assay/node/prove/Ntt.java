package dev.assay.node.prove;

import dev.assay.verification.bn254.Fr;
import java.util.stream.IntStream;

/**
 * Number-theoretic transforms of one size n = 2^k over Fr. The one operation that Groth16 needs takes a polynomial from its
 * values on the domain {w^i} to its values on the odd coset {v w^i}, where v is a root of order 2n and w = v^2: an inverse
 * transform by decimation in frequency, which leaves the coefficients in bit-reversed order, a scaling by the powers of v,
 * and a forward transform by decimation in time, which expects that order. So nothing is ever permuted.
 */
final class Ntt {

    private final int log2;
    private final int size;
    /** v^i for i below n; the even ones are the powers of w up to its half. */
    private final Fr[] powersOfRoot2n;
    /** v^-i, the same way. */
    private final Fr[] inversePowersOfRoot2n;

    /** @throws IllegalArgumentException unless 0 <= log2 < 28: there must be a root of order 2n */
    Ntt(int log2) {
        this.log2 = log2;
        this.size = 1 << log2;
        Fr root = Fr.rootOfUnity(log2 + 1);
        this.powersOfRoot2n = powers(root, size);
        this.inversePowersOfRoot2n = powers(root.inverse(), size);
    }

    private static Fr[] powers(Fr base, int count) {
        Fr[] powers = new Fr[count];
        Fr power = Fr.ONE;
        for (int i = 0; i < count; i++) {
            powers[i] = power;
            power = power.multiply(base);
        }
        return powers;
    }

    /**
     * Values on the domain become values on the odd coset, in place.
     *
     * @throws IllegalArgumentException unless there are n values
     */
    void toOddCoset(Fr[] values) {
        if (values.length != size) {
            throw new IllegalArgumentException(values.length + " values for a transform of " + size);
        }
        for (int half = size / 2; half >= 1; half /= 2) {
            decimateInFrequency(values, half);
        }
        scale(values);
        for (int half = 1; half < size; half *= 2) {
            decimateInTime(values, half);
        }
    }

    private void decimateInFrequency(Fr[] values, int half) {
        IntStream.range(0, size / 2).parallel().forEach(k -> {
            int j = k % half;
            int low = 2 * k - j;
            Fr a = values[low];
            Fr b = values[low + half];
            values[low] = a.add(b);
            values[low + half] = a.subtract(b).multiply(inversePowersOfRoot2n[j * (size / half)]);
        });
    }

    private void decimateInTime(Fr[] values, int half) {
        IntStream.range(0, size / 2).parallel().forEach(k -> {
            int j = k % half;
            int low = 2 * k - j;
            Fr a = values[low];
            Fr b = values[low + half].multiply(powersOfRoot2n[j * (size / half)]);
            values[low] = a.add(b);
            values[low + half] = a.subtract(b);
        });
    }

    /** Coefficient i, which lies at the bit reversal of i, times v^i; and all over n, which the inverse transform owes. */
    private void scale(Fr[] values) {
        Fr sizeInverse = Fr.of(size).inverse();
        IntStream.range(0, size).parallel().forEach(at -> {
            int i = (int) (Integer.toUnsignedLong(Integer.reverse(at)) >>> (Integer.SIZE - log2));
            values[at] = values[at].multiply(powersOfRoot2n[i]).multiply(sizeInverse);
        });
    }
}
