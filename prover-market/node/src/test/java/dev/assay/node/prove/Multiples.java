package dev.assay.node.prove;

import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Points;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.JacobianPoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Points of which it is known what multiple of the generator they are, so that sums of many products are one product. */
record Multiples(PointGroup group, List<BigInteger> factors, List<AffinePoint> points) {

    private static final int BASES = 32;
    private static final Map<PointGroup, Multiples> KEPT = new ConcurrentHashMap<>();

    /** Each is the sum of two of a few. */
    static Multiples random(PointGroup group, int size, RandomGenerator random) {
        BigInteger r = group.curve().fr().modulus();
        Multiples bases = KEPT.computeIfAbsent(group, key -> of(key, Numbers.random(BASES, r, random)));
        CurveGroup law = group.law();
        List<BigInteger> factors = new ArrayList<>();
        List<AffinePoint> points = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int first = random.nextInt(BASES);
            int second = random.nextInt(BASES);
            JacobianPoint sum = law.of(bases.points.get(first));
            law.add(sum, bases.points.get(second));
            factors.add(bases.factors.get(first).add(bases.factors.get(second)));
            points.add(law.toAffine(sum));
        }
        return new Multiples(group, factors, points);
    }

    static Multiples of(PointGroup group, List<BigInteger> factors) {
        return new Multiples(
                group,
                factors,
                factors.stream().map(factor -> multiple(group, factor)).toList());
    }

    static AffinePoint multiple(PointGroup group, BigInteger factor) {
        Curve curve = group.curve();
        AffinePoint generator = group.isFirst() ? curve.firstGenerator() : curve.secondGenerator();
        CurveGroup law = group.law();
        return law.toAffine(law.multiply(law.of(generator), factor));
    }

    /** Those at some indices, which may repeat. */
    Multiples at(IntStream indices) {
        List<Integer> all = indices.boxed().toList();
        return new Multiples(
                group,
                all.stream().map(factors::get).toList(),
                all.stream().map(points::get).toList());
    }

    /** The sum of scalar times point. */
    AffinePoint sum(List<BigInteger> scalars) {
        BigInteger total = BigInteger.ZERO;
        for (int i = 0; i < factors.size(); i++) {
            total = total.add(factors.get(i).multiply(scalars.get(i)));
        }
        return multiple(group, total.mod(group.curve().fr().modulus()));
    }

    Points<AffinePoint> table() {
        return Points.of(points, PointFormat.of(group));
    }
}
