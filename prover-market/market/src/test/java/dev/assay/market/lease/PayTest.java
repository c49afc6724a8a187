package dev.assay.market.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayTest {

    private static final Instant DUE = Instant.ofEpochMilli(1_000_000);
    private static final Instant DEADLINE = DUE.plusMillis(1000);

    private static long pay(long full, long millisAfterDue) {
        return Pay.micros(full, DUE, DEADLINE, DUE.plusMillis(millisAfterDue));
    }

    @Test
    void paysInFullUntilDueAndNothingFromTheDeadlineOn() {
        assertEquals(700, pay(700, -5));
        assertEquals(700, pay(700, 0));
        assertEquals(0, pay(700, 1000));
        assertEquals(0, pay(700, 5000));
    }

    @Test
    void fallsEvenlyBetweenTheTwo() {
        assertEquals(699, pay(700, 1), "699.3, rounded down");
        assertEquals(525, pay(700, 250));
        assertEquals(350, pay(700, 500));
        assertEquals(0, pay(700, 999), "0.7, rounded down");
        assertEquals(1, pay(1000, 999));
    }

    @Test
    void whatIsDueAtTheDeadlineIsPaidInFullBeforeIt() {
        assertEquals(9, Pay.micros(9, DEADLINE, DEADLINE, DEADLINE.minusMillis(1)));
        assertEquals(0, Pay.micros(9, DEADLINE, DEADLINE, DEADLINE), "the deadline has passed");
    }

    @Test
    void largestAmountsDoNotOverflow() {
        assertEquals(Long.MAX_VALUE, pay(Long.MAX_VALUE, 0));
        assertEquals(Long.MAX_VALUE / 2, pay(Long.MAX_VALUE, 500));
    }

    /** Neither side of a split is negative, they sum to the whole, and later is never more. */
    @Test
    void roundingNeitherMakesNorLosesMoney() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long full = random.nextLong(1L << random.nextInt(1, 63));
            int late = random.nextInt(1100) - 50;
            long paid = pay(full, late);
            long rest = full - paid;
            assertTrue(paid >= 0 && rest >= 0, full + " at " + late);
            assertTrue(pay(full, late + 1) <= paid, full + " at " + late);
        }
    }
}
