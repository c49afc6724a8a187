package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Points;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class SubgroupCheckTest {

    /** On BLS12-381 they are checked one by one. */
    private static final int FEW = 40;
    /** Of them sums are checked. */
    private static final int MANY = 2000;

    private final SubgroupCheck check = new SubgroupCheck(new JavaBackend(), new SecureRandom());

    @ParameterizedTest
    @EnumSource(PointGroup.class)
    void passesPointsOfTheGroup(PointGroup group) {
        assertTrue(check.passes(table(inGroup(FEW, group), group)));
        assertTrue(check.passes(table(inGroup(MANY, group), group)));
        assertTrue(check.passes(table(List.of(), group)));
    }

    /** Each point of its curve is in G1 of BN254. */
    @ParameterizedTest
    @EnumSource(value = PointGroup.class, mode = Mode.EXCLUDE, names = "BN254_G1")
    void findsOnePointOutsideOfTheGroup(PointGroup group) {
        for (int size : new int[] {FEW, MANY}) {
            List<AffinePoint> points = inGroup(size, group);
            points.set(17, Outsider.of(group));
            assertFalse(check.passes(table(points, group)));
        }
    }

    @ParameterizedTest
    @CsvSource({"BN254_G2, 10069", "BLS12_381_G1, 3", "BLS12_381_G1, 11", "BLS12_381_G2, 13", "BLS12_381_G2, 23"})
    void findsPointsOfSmallOrder(PointGroup group, int order) {
        AffinePoint outsider = Outsider.ofOrder(order, group);
        for (int round = 0; round < 2; round++) {
            List<AffinePoint> points = inGroup(MANY, group);
            points.set(0, outsider);
            points.set(7 + round, outsider);
            assertFalse(check.passes(table(points, group)));
        }
    }

    @ParameterizedTest
    @EnumSource(value = PointGroup.class, mode = Mode.EXCLUDE, names = "BN254_G1")
    void findsOutsidersThatCancelInAPlainSum(PointGroup group) {
        List<AffinePoint> points = inGroup(MANY, group);
        points.set(3, Outsider.of(group));
        points.set(4, group.law().negate(Outsider.of(group)));
        assertFalse(check.passes(table(points, group)));
    }

    private static List<AffinePoint> inGroup(int size, PointGroup group) {
        Curve curve = group.curve();
        AffinePoint generator = group.isFirst() ? curve.firstGenerator() : curve.secondGenerator();
        List<AffinePoint> points = new ArrayList<>(Collections.nCopies(size, generator));
        points.set(5, group.law().toAffine(group.law().infinity()));
        return points;
    }

    private static Points<AffinePoint> table(List<AffinePoint> points, PointGroup group) {
        return Points.of(points, PointFormat.of(group));
    }
}
