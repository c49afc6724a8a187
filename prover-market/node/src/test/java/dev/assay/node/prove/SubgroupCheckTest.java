package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.verification.bn254.G2;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SubgroupCheckTest {

    private final SubgroupCheck check = new SubgroupCheck(new JavaBackend(), new SecureRandom());

    @Test
    void passesPointsOfTheGroup() {
        assertTrue(check.passes(table(inGroup())));
        assertTrue(check.passes(table(List.of())));
    }

    @Test
    void findsOnePointOutsideOfTheGroup() {
        List<G2.Affine> points = inGroup();
        points.set(17, Outsider.POINT);
        assertFalse(check.passes(table(points)));
    }

    @Test
    void findsPointOfTheSmallestOrderThereIs() {
        List<G2.Affine> points = inGroup();
        points.set(0, Outsider.OF_ORDER_10069);
        assertFalse(check.passes(table(points)));
    }

    @Test
    void findsOutsidersThatCancelInAPlainSum() {
        List<G2.Affine> points = inGroup();
        points.set(3, Outsider.POINT);
        points.set(4, Outsider.POINT.negate());
        assertFalse(check.passes(table(points)));
    }

    private static List<G2.Affine> inGroup() {
        return new ArrayList<>(G2.toAffine(IntStream.range(0, 40)
                .mapToObj(i -> i == 5 ? G2.INFINITY : G2.GENERATOR)
                .toList()));
    }

    private static Points<G2.Affine> table(List<G2.Affine> points) {
        return Points.of(points, PointFormat.G2_POINT);
    }
}
