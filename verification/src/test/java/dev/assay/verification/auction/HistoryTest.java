package dev.assay.verification.auction;

import static dev.assay.verification.auction.Rounds.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Rules RULES = Rules.STANDARD;

    private static int delivers(History history, int workClass) {
        return history.deliversPpm(workClass, RULES);
    }

    @Test
    void newcomerBeginsLowAndRisesWithWhatItDelivers() {
        int before = 0;
        for (int jobs : new int[] {0, 1, 3, 10, 100, 1000, 1_000_000}) {
            int now = delivers(seen(jobs, jobs), Rounds.WORK_CLASS);
            assertTrue(now > before, jobs + " jobs: " + now);
            before = now;
        }
        assertTrue(before > 999_000);
        assertTrue(delivers(History.NONE, 3) > 400_000 && delivers(History.NONE, 3) < 700_000);
    }

    @Test
    void failureCostsMoreThanASuccessBrings() {
        int twenty = delivers(seen(20, 20), Rounds.WORK_CLASS);
        assertTrue(twenty - delivers(seen(21, 20), Rounds.WORK_CLASS)
                > delivers(seen(21, 21), Rounds.WORK_CLASS) - twenty);
        assertTrue(delivers(seen(100, 0), Rounds.WORK_CLASS) < 50_000);
    }

    /** Attack: a record is bought with easy jobs. */
    @Test
    void easyJobsSayLittleAboutHardOnes() {
        History easy = seen(2, 64, 64);
        assertTrue(delivers(easy, 2) > 950_000);
        assertTrue(delivers(easy, 6) < 650_000);
        assertEquals(64_000 >> 8, easy.evidenceMilliJobs(6));
        assertEquals(delivers(seen(6, 64, 64), 6), delivers(seen(6, 64, 64), 2), "hard jobs say all about easy ones");
    }

    /** Against the formula in floating point. */
    @Test
    void isWilsonsBound() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            int leased = random.nextInt(2000);
            int good = random.nextInt(leased + 1);
            double n = leased + 2;
            double s = good + 1.8;
            double exact = (s + 0.5 - Math.sqrt(s * (n - s) / n + 0.25)) / (n + 1);
            assertEquals(Math.max(0, exact) * 1e6, delivers(seen(leased, good), Rounds.WORK_CLASS), 2000.0 / n + 2);
        }
    }

    @Test
    void rootsAndProductsAreExact() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            long square = random.nextLong(Long.MAX_VALUE);
            long root = Exact.sqrt(square);
            assertTrue(root * root <= square && (root + 1) > square / (root + 1));
        }
        assertEquals(3_037_000_499L, Exact.sqrt(Long.MAX_VALUE));
        assertEquals(Long.MAX_VALUE, Exact.mulDiv(Long.MAX_VALUE, 2, 1));
        assertEquals(Long.MAX_VALUE - 1, Exact.mulDiv(Long.MAX_VALUE - 1, 1_000_000, 1_000_000));
        assertEquals(Long.MAX_VALUE, Exact.add(Long.MAX_VALUE, 1));
    }

    @Test
    void bucketsAndClassesHaveTheirBounds() {
        assertEquals(0, Overruns.bucket(50, 100));
        assertEquals(1, Overruns.bucket(51, 100));
        assertEquals(2, Overruns.bucket(100, 100));
        assertEquals(Overruns.COUNT - 1, Overruns.bucket(Long.MAX_VALUE, 0));
        assertEquals(0, WorkClass.of(0));
        assertEquals(0, WorkClass.of(3));
        assertEquals(1, WorkClass.of(4));
        assertEquals(WorkClass.COUNT - 1, WorkClass.of(Long.MAX_VALUE));
    }
}
