package dev.assay.node.prove.rows;

import java.math.BigInteger;

/** The roots of unity that snarkjs uses: powers of the smallest number that is no square. It is 5 for both curves' scalars. */
final class RootOfUnity {

    private RootOfUnity() {}

    /** A primitive one of order 2^log2 modulo a prime of which that divides p - 1. */
    static BigInteger of(BigInteger modulus, int log2) {
        BigInteger minusOne = modulus.subtract(BigInteger.ONE);
        BigInteger candidate = BigInteger.TWO;
        while (!candidate.modPow(minusOne.shiftRight(1), modulus).equals(minusOne)) {
            candidate = candidate.add(BigInteger.ONE);
        }
        return candidate.modPow(minusOne.shiftRight(log2), modulus);
    }
}
