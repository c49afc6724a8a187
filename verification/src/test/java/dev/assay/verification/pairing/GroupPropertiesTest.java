package dev.assay.verification.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both groups of both curves against chords and tangents drawn with {@link BigInteger}. */
class GroupPropertiesTest {

    /** a + b u with u^2 = -1; of G1 all b are zero. */
    private record Number(BigInteger a, BigInteger b, BigInteger q) {

        static Number of(long value, BigInteger q) {
            return new Number(BigInteger.valueOf(value), BigInteger.ZERO, q);
        }

        Number minus(Number other) {
            return new Number(a.subtract(other.a).mod(q), b.subtract(other.b).mod(q), q);
        }

        Number times(Number other) {
            return new Number(
                    a.multiply(other.a).subtract(b.multiply(other.b)).mod(q),
                    a.multiply(other.b).add(b.multiply(other.a)).mod(q),
                    q);
        }

        Number inverse() {
            BigInteger norm = a.multiply(a).add(b.multiply(b)).modInverse(q);
            return new Number(a.multiply(norm).mod(q), b.negate().multiply(norm).mod(q), q);
        }
    }

    /** A point as a school would write it; infinity has no coordinates. */
    private record School(List<Number> xy) {

        School plus(School other) {
            if (xy.isEmpty() || other.xy.isEmpty()) {
                return xy.isEmpty() ? other : this;
            }
            Number run = other.x().minus(x());
            Number rise = other.y().minus(y());
            if (isZero(run) && (!isZero(rise) || isZero(y()))) {
                return new School(List.of());
            }
            if (isZero(run)) {
                Number three = Number.of(3, x().q());
                rise = three.times(x()).times(x());
                run = Number.of(2, x().q()).times(y());
            }
            Number slope = rise.times(run.inverse());
            Number x3 = slope.times(slope).minus(x()).minus(other.x());
            return new School(List.of(x3, slope.times(x().minus(x3)).minus(y())));
        }

        School times(BigInteger scalar) {
            School product = new School(List.of());
            for (int i = scalar.bitLength() - 1; i >= 0; i--) {
                product = product.plus(product);
                product = scalar.testBit(i) ? product.plus(this) : product;
            }
            return product;
        }

        private Number x() {
            return xy.get(0);
        }

        private Number y() {
            return xy.get(1);
        }

        private static boolean isZero(Number number) {
            return number.a().signum() == 0 && number.b().signum() == 0;
        }
    }

    /** One of the two groups of a curve. */
    record Group(Curve curve, CurveGroup group, AffinePoint generator) {

        boolean isSecond() {
            return generator.x().length > curve.fq().limbs();
        }

        School school(AffinePoint point) {
            return new School(point.isInfinity() ? List.of() : List.of(number(point.x()), number(point.y())));
        }

        private Number number(long[] coordinate) {
            BigInteger q = curve.fq().modulus();
            return isSecond()
                    ? new Number(curve.part(coordinate, 0), curve.part(coordinate, 1), q)
                    : new Number(curve.fq().toBigInteger(coordinate), BigInteger.ZERO, q);
        }

        School school(JacobianPoint point) {
            return school(group.toAffine(point));
        }

        @Override
        public String toString() {
            return curve.name() + (isSecond() ? " G2" : " G1");
        }
    }

    static Stream<Group> groups() {
        return Stream.of(Curve.BN254, Curve.BLS12_381)
                .flatMap(curve -> Stream.of(
                        new Group(curve, curve.arithmetic().g1(), curve.firstGenerator()),
                        new Group(curve, curve.arithmetic().g2(), curve.secondGenerator())));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void sumsAreThoseOfChordsAndTangents(Group of) {
        CurveGroup group = of.group();
        List<JacobianPoint> points = points(of);
        for (JacobianPoint p : points) {
            for (JacobianPoint q : points) {
                School expected = of.school(p).plus(of.school(q));
                JacobianPoint sum = p.copy();
                group.add(sum, q);
                assertEquals(expected, of.school(sum));
                JacobianPoint mixed = p.copy();
                group.add(mixed, group.toAffine(q));
                assertEquals(expected, of.school(mixed));
                assertTrue(group.isOnCurve(group.toAffine(sum)));
            }
            JacobianPoint twice = p.copy();
            group.twice(twice);
            assertEquals(of.school(p).plus(of.school(p)), of.school(twice));
        }
    }

    /** Infinity, the generator, its negative, and others, each in Jacobian coordinates of its own. */
    private static List<JacobianPoint> points(Group of) {
        CurveGroup group = of.group();
        JacobianPoint generator = group.of(of.generator());
        JacobianPoint negative = group.of(group.negate(of.generator()));
        Random random = new Random(97);
        Stream<JacobianPoint> others = Stream.generate(() -> group.multiply(generator, new BigInteger(250, random)))
                .limit(5);
        return Stream.concat(
                        Stream.of(
                                group.infinity(),
                                generator,
                                negative,
                                group.multiply(generator, BigInteger.TWO),
                                group.multiply(negative, BigInteger.TWO)),
                        others)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void multiplesAreThoseOfChordsAndTangents(Group of) {
        CurveGroup group = of.group();
        BigInteger r = of.curve().fr().modulus();
        Random random = new Random(101);
        for (BigInteger scalar : List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.valueOf(15),
                BigInteger.valueOf(16),
                BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
                BigInteger.ONE.shiftLeft(64),
                BigInteger.ONE.shiftLeft(192).subtract(BigInteger.ONE),
                r.subtract(BigInteger.ONE),
                r,
                r.add(BigInteger.ONE),
                new BigInteger(250, random))) {
            JacobianPoint product = group.multiply(group.of(of.generator()), scalar);
            assertEquals(of.school(of.generator()).times(scalar), of.school(product), scalar::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void lawsOfAGroupHold(Group of) {
        CurveGroup group = of.group();
        Random random = new Random(103);
        BigInteger r = of.curve().fr().modulus();
        JacobianPoint g = group.of(of.generator());
        for (int i = 0; i < 10; i++) {
            BigInteger a = new BigInteger(256, random).mod(r);
            BigInteger b = new BigInteger(256, random).mod(r);
            JacobianPoint sum = group.multiply(g, a);
            group.add(sum, group.multiply(g, b));
            assertTrue(group.areSame(group.multiply(g, a.add(b).mod(r)), sum));
            assertTrue(group.areSame(
                    group.multiply(group.multiply(g, a), b),
                    group.multiply(g, a.multiply(b).mod(r))));
            JacobianPoint none = group.multiply(g, a);
            group.add(none, group.multiply(g, a.negate()));
            assertTrue(group.isInfinity(none));
            assertTrue(Arrays.equals(
                    new long[of.generator().x().length], group.toAffine(none).x()));
        }
    }
}
