package dev.assay.verification.proof.kzg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DomainTest {

    private static final Curve CURVE = Curve.BN254;

    private final Domain domain = new Domain(CURVE, 3);

    /** A polynomial of degree 3, by its values on the first eight rows: Lagrange's sum finds it anywhere else. */
    @Test
    void lagrangePolynomialsInterpolate() {
        Scalar x = Scalar.of(CURVE, new BigInteger(250, new Random(53)));
        List<Scalar> lagrange = domain.lagrange(x, 8);
        Scalar sum = Scalar.zero(CURVE);
        for (int i = 0; i < 8; i++) {
            Scalar row = domain.root().pow(BigInteger.valueOf(i));
            sum = sum.add(lagrange.get(i).multiply(cubic(row)));
        }
        assertEquals(cubic(x), sum);
        assertEquals(Scalar.one(CURVE), lagrange.stream().reduce(Scalar.zero(CURVE), Scalar::add));
    }

    private static Scalar cubic(Scalar x) {
        return x.square().multiply(x).add(x.add(x)).add(of(5));
    }

    @Test
    void publicInputIsTheirSumWithAMinus() {
        assertEquals(
                of(2 * 11 + 3 * 13).negate(),
                domain.publicInput(List.of(of(2), of(3)), List.of(of(11), of(13), of(17))));
    }

    @Test
    void vanishesNowhereElse() {
        assertEquals(of(255), domain.vanishing(of(2)));
        for (int i = 0; i < 8; i++) {
            Scalar row = domain.root().pow(BigInteger.valueOf(i));
            Rejection rejection = assertThrows(Rejection.class, () -> domain.vanishing(row));
            assertEquals(Reason.CHALLENGE_DEGENERATE, rejection.reason());
            assertThrows(Rejection.class, () -> domain.lagrange(row, 1));
        }
    }

    @Test
    void holdsOneInputInEachRow() {
        domain.checkHolds(8);
        Rejection rejection = assertThrows(Rejection.class, () -> domain.checkHolds(9));
        assertEquals(Reason.KEY_DOMAIN_SIZE, rejection.reason());
    }

    /** 2^32 rows, more than an int counts. */
    @Test
    void largestDomainHoldsEveryInput() {
        new Domain(Curve.BLS12_381, 32).checkHolds(4096);
        assertThrows(Rejection.class, () -> new Domain(Curve.BLS12_381, 33));
        assertThrows(Rejection.class, () -> new Domain(CURVE, 29));
    }

    @Test
    void rootsAreOfTheirOrderOnBothCurves() {
        for (Curve curve : List.of(Curve.BN254, Curve.BLS12_381)) {
            for (int power = Domain.MIN_POWER; power <= Domain.twoAdicity(curve); power++) {
                Scalar root = new Domain(curve, power).root();
                assertEquals(Scalar.one(curve).negate(), root.pow(BigInteger.TWO.pow(power - 1)));
            }
        }
    }

    private static Scalar of(long value) {
        return Scalar.of(CURVE, value);
    }
}
