package dev.assay.verification.bls12381;

import java.math.BigInteger;

/** {@code c0 + c1 u} with u^2 = -1: a coordinate of a point of {@link G2}, each part between 0 and q. */
public record Fq2(BigInteger c0, BigInteger c1) {}
