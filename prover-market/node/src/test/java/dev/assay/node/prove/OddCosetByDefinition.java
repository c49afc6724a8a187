package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** a b - c at points of the odd coset of a domain, where a and b have these values on the domain, and c their products. */
record OddCosetByDefinition(BigInteger modulus, List<BigInteger> a, List<BigInteger> b) {

    /** Of both curves' scalar fields: snarkjs' roots of unity are its powers. */
    private static final BigInteger SMALLEST_NON_RESIDUE = BigInteger.valueOf(5);

    /** The values at all points, or at some of many: no polynomials of low degree agree by chance. */
    void check(Scalars found) {
        int size = a.size();
        assertEquals(size, found.size());
        IntStream.range(0, size)
                .filter(i -> size <= 8 || i % (size / 4 - 1) == 0)
                .forEach(i -> assertEquals(
                        -1, expected(i).bytes().mismatch(found.skip(i).first(1).bytes())));
    }

    private Scalars expected(int index) {
        int log2 = Integer.numberOfTrailingZeros(a.size());
        BigInteger x = root(log2 + 1).modPow(BigInteger.valueOf(2L * index + 1), modulus);
        List<BigInteger> c = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            c.add(a.get(i).multiply(b.get(i)));
        }
        BigInteger product = interpolated(a, x).multiply(interpolated(b, x));
        return Numbers.scalars(List.of(product.subtract(interpolated(c, x)).mod(modulus)));
    }

    private BigInteger root(int log2) {
        return SMALLEST_NON_RESIDUE.modPow(modulus.subtract(BigInteger.ONE).shiftRight(log2), modulus);
    }

    /** Lagrange's formula for the values on the domain {w^i}: (x^n - 1) / n times the sum of value w^i / (x - w^i). */
    private BigInteger interpolated(List<BigInteger> values, BigInteger x) {
        BigInteger root = root(Integer.numberOfTrailingZeros(values.size()));
        BigInteger sum = BigInteger.ZERO;
        BigInteger power = BigInteger.ONE;
        for (BigInteger value : values) {
            sum = sum.add(value.multiply(power).multiply(x.subtract(power).modInverse(modulus)))
                    .mod(modulus);
            power = power.multiply(root).mod(modulus);
        }
        BigInteger size = BigInteger.valueOf(values.size());
        return sum.multiply(x.modPow(size, modulus).subtract(BigInteger.ONE)).multiply(size.modInverse(modulus));
    }
}
