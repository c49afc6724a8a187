package dev.assay.node.prove.rows;

import java.math.BigInteger;

/** Inverses modulo a prime, in variable time: nothing here is secret from the machine that proves. */
record Inverse(BigInteger modulus) {

    /** @throws ArithmeticException for 0 */
    BigInteger of(BigInteger value) {
        return value.modInverse(modulus);
    }
}
