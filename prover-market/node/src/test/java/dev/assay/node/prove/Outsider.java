package dev.assay.node.prove;

import dev.assay.node.iden3.PointGroup;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.CurveGroup;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Stream;

/** Points of curves and twists that are not in the group of order r. */
final class Outsider {

    private Outsider() {}

    static AffinePoint of(PointGroup group) {
        return all(group).findFirst().orElseThrow();
    }

    /** Of a prime order that divides the cofactor. */
    static AffinePoint ofOrder(int prime, PointGroup group) {
        CurveGroup law = group.law();
        BigInteger p = BigInteger.valueOf(prime);
        BigInteger others = points(group);
        while (others.mod(p).signum() == 0) {
            others = others.divide(p);
        }
        BigInteger killing = others;
        return all(group)
                .map(point -> law.toAffine(law.multiply(law.of(point), killing)))
                .filter(point -> !point.isInfinity())
                .map(point -> ofOrder(p, point, law))
                .findFirst()
                .orElseThrow();
    }

    private static AffinePoint ofOrder(BigInteger p, AffinePoint point, CurveGroup law) {
        AffinePoint multiple = law.toAffine(law.multiply(law.of(point), p));
        return multiple.isInfinity() ? point : ofOrder(p, multiple, law);
    }

    private static Stream<AffinePoint> all(PointGroup group) {
        CurveGroup law = group.law();
        long[] one = law.field().one();
        return Stream.iterate(one.clone(), x -> {
                    long[] next = x.clone();
                    law.field().add(next, next, one);
                    return next;
                })
                .map(x -> group.isFirst() ? x : withImaginaryPart(x))
                .flatMap(x -> law.withX(x).stream())
                .filter(point -> !group.contains(point));
    }

    private static long[] withImaginaryPart(long[] real) {
        long[] x = real.clone();
        int half = x.length / 2;
        System.arraycopy(Arrays.copyOf(x, half), 0, x, half, half);
        return x;
    }

    /** How many points curve or twist has: r times the cofactor. */
    private static BigInteger points(PointGroup group) {
        BigInteger q = group.curve().fq().modulus();
        BigInteger r = group.curve().fr().modulus();
        return switch (group) {
            case BN254_G1 -> r;
            case BN254_G2 -> r.multiply(q.shiftLeft(1).subtract(r));
            case BLS12_381_G1 -> r.multiply(new BigInteger("396c8c005555e1568c00aaab0000aaab", 16));
            case BLS12_381_G2 ->
                r.multiply(new BigInteger(
                        "5d543a95414e7f1091d50792876a202cd91de4547085abaa68a205b2e5a7ddfa628f1cb4d9e82ef21537e293a6691ae16"
                                + "16ec6e786f0c70cf1c38e31c7238e5",
                        16));
        };
    }
}
