package dev.assay.verification.proof.kzg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.Fr;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DomainTest {

    private final Domain domain = new Domain(3);

    /** A polynomial of degree 3, by its values on the first eight rows: Lagrange's sum finds it anywhere else. */
    @Test
    void lagrangePolynomialsInterpolate() {
        Fr x = Fr.random(new Random(53));
        List<Fr> lagrange = domain.lagrange(x, 8);
        Fr sum = Fr.ZERO;
        for (int i = 0; i < 8; i++) {
            Fr row = domain.root().pow(BigInteger.valueOf(i));
            sum = sum.add(lagrange.get(i).multiply(cubic(row)));
        }
        assertEquals(cubic(x), sum);
        assertEquals(Fr.ONE, lagrange.stream().reduce(Fr.ZERO, Fr::add));
    }

    private static Fr cubic(Fr x) {
        return x.square().multiply(x).add(x.twice()).add(Fr.of(5));
    }

    @Test
    void publicInputIsTheirSumWithAMinus() {
        assertEquals(
                Fr.of(2 * 11 + 3 * 13).negate(),
                Domain.publicInput(List.of(Fr.of(2), Fr.of(3)), List.of(Fr.of(11), Fr.of(13), Fr.of(17))));
    }

    @Test
    void vanishesNowhereElse() {
        assertEquals(Fr.of(255), domain.vanishing(Fr.of(2)));
        for (int i = 0; i < 8; i++) {
            Fr row = domain.root().pow(BigInteger.valueOf(i));
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
}
