package dev.assay.verification.bls12381;

import dev.assay.verification.bls12381.Pairing.Pair;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The precompiles of EIP-2537 without their gas: bytes to bytes, or an IllegalArgumentException where they fail. */
final class Eip2537 {

    private static final int COORDINATE = 64;
    private static final int G1_SIZE = 2 * COORDINATE;
    private static final int G2_SIZE = 4 * COORDINATE;
    private static final int SCALAR = 32;

    private Eip2537() {}

    static byte[] addG1(byte[] input) {
        requireSize(input.length == 2 * G1_SIZE);
        return bytes(g1OnCurve(input, 0).add(g1OnCurve(input, G1_SIZE)));
    }

    static byte[] addG2(byte[] input) {
        requireSize(input.length == 2 * G2_SIZE);
        return bytes(g2OnCurve(input, 0).add(g2OnCurve(input, G2_SIZE)));
    }

    static byte[] msmG1(byte[] input) {
        int size = G1_SIZE + SCALAR;
        requireSize(input.length > 0 && input.length % size == 0);
        List<BigInteger> scalars = new ArrayList<>();
        List<G1> points = new ArrayList<>();
        for (int at = 0; at < input.length; at += size) {
            points.add(g1(input, at));
            scalars.add(number(input, at + G1_SIZE, SCALAR));
        }
        return bytes(G1.sumOfProducts(scalars, points));
    }

    static byte[] msmG2(byte[] input) {
        int size = G2_SIZE + SCALAR;
        requireSize(input.length > 0 && input.length % size == 0);
        G2 sum = G2.INFINITY;
        for (int at = 0; at < input.length; at += size) {
            sum = sum.add(g2(input, at).multiply(number(input, at + G2_SIZE, SCALAR)));
        }
        return bytes(sum);
    }

    static byte[] pairing(byte[] input) {
        int size = G1_SIZE + G2_SIZE;
        requireSize(input.length > 0 && input.length % size == 0);
        List<Pair> pairs = new ArrayList<>();
        for (int at = 0; at < input.length; at += size) {
            pairs.add(new Pair(g1(input, at), g2(input, at + G1_SIZE)));
        }
        byte[] result = new byte[32];
        result[31] = (byte) (Pairing.productIsOne(pairs) ? 1 : 0);
        return result;
    }

    private static void requireSize(boolean holds) {
        require(holds, "the length");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    private static G1 g1(byte[] input, int at) {
        G1 point = g1OnCurve(input, at);
        require(point.isInSubgroup(), "the subgroup");
        return point;
    }

    private static G2 g2(byte[] input, int at) {
        G2 point = g2OnCurve(input, at);
        require(point.isInSubgroup(), "the subgroup");
        return point;
    }

    private static G1 g1OnCurve(byte[] input, int at) {
        G1 point = G1.of(coordinate(input, at), coordinate(input, at + COORDINATE));
        require(point.isOnCurve(), "the curve");
        return point;
    }

    private static G2 g2OnCurve(byte[] input, int at) {
        G2 point = G2.of(fq2(input, at), fq2(input, at + 2 * COORDINATE));
        require(point.isOnCurve(), "the twist");
        return point;
    }

    private static Fq2 fq2(byte[] input, int at) {
        return new Fq2(coordinate(input, at), coordinate(input, at + COORDINATE));
    }

    /** Sixteen zeros, then 48 bytes, the most significant first. */
    private static BigInteger coordinate(byte[] input, int at) {
        return number(input, at, COORDINATE);
    }

    private static BigInteger number(byte[] input, int at, int size) {
        return new BigInteger(1, Arrays.copyOfRange(input, at, at + size));
    }

    private static byte[] bytes(G1 point) {
        return joined(point.x(), point.y());
    }

    private static byte[] bytes(G2 point) {
        return joined(point.x().c0(), point.x().c1(), point.y().c0(), point.y().c1());
    }

    private static byte[] joined(BigInteger... coordinates) {
        byte[] bytes = new byte[COORDINATE * coordinates.length];
        for (int i = 0; i < coordinates.length; i++) {
            for (int j = 0; j < COORDINATE; j++) {
                bytes[COORDINATE * (i + 1) - 1 - j] =
                        coordinates[i].shiftRight(8 * j).byteValue();
            }
        }
        return bytes;
    }
}
