package dev.assay.market.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.market.job.Execution;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PenaltyTest {

    private static final Instant AWARDED = Instant.ofEpochMilli(1_000_000);
    private static final Instant DUE = AWARDED.plusSeconds(50);
    private static final Instant DEADLINE = AWARDED.plusSeconds(100);
    private static final Duration LIFE = Duration.ofSeconds(5);

    static Lease lease(Instant promised, Optional<Instant> expected, Instant until) {
        return new Lease(
                1,
                Digest.sha256(),
                Address.of(new byte[Address.SIZE_BYTES]),
                Role.PRIMARY,
                1000,
                1000,
                AWARDED,
                DUE,
                promised,
                until,
                Optional.of(AWARDED),
                expected,
                Execution.PENDING,
                Optional.empty(),
                0,
                0);
    }

    private static long lost(Ending ending, long secondsAfterAward) {
        Lease lease = lease(DUE, Optional.empty(), DEADLINE);
        return Penalty.micros(lease, ending, DEADLINE, AWARDED.plusSeconds(secondsAfterAward));
    }

    @Test
    void surrenderIsCheapAtFirstAndDearAtLast() {
        assertEquals(100, lost(Ending.SURRENDERED, 0));
        assertEquals(550, lost(Ending.SURRENDERED, 50));
        assertEquals(1000, lost(Ending.SURRENDERED, 100));
        assertEquals(1000, lost(Ending.SURRENDERED, 500));
    }

    @Test
    void silenceAndAWrongProofAndALieCostAll() {
        for (Ending ending : new Ending[] {Ending.SILENT, Ending.WRONG_PROOF, Ending.FALSE_REFUSAL, Ending.OVERDUE}) {
            assertEquals(1000, lost(ending, 1));
        }
    }

    @Test
    void aRefusalCostsLessThanNoAnswer() {
        assertTrue(lost(Ending.DECLINED, 0) < lost(Ending.NOT_ACCEPTED, 0));
        assertTrue(lost(Ending.NOT_ACCEPTED, 0) < lost(Ending.SURRENDERED, 0));
        assertTrue(lost(Ending.DECLINED, 0) > 0);
    }

    @Test
    void deliveryCostsByItsLatenessAndLessThanASurrenderAtThatTime() {
        assertEquals(0, lost(Ending.PAID, 50));
        assertEquals(250, lost(Ending.PAID, 75));
        assertTrue(lost(Ending.PAID, 99) < lost(Ending.SURRENDERED, 99));
    }

    @Test
    void whatIsNotTheNodesFaultCostsNothing() {
        for (Ending ending : Ending.values()) {
            assertTrue(ending.isFault() || lost(ending, 40) == 0, ending.name());
        }
    }

    private static double onTime(long promisedSeconds, Optional<Long> leftSeconds, long nowSeconds) {
        Instant now = AWARDED.plusSeconds(nowSeconds);
        Lease lease = lease(AWARDED.plusSeconds(promisedSeconds), leftSeconds.map(now::plusSeconds), now.plus(LIFE));
        return OnTime.probability(lease, DUE, LIFE, now);
    }

    @Test
    void nodeThatKeepsItsPromiseIsLikelyInTime() {
        assertTrue(onTime(20, Optional.empty(), 1) > 0.99);
        assertTrue(onTime(20, Optional.of(5L), 15) > 0.99);
    }

    @Test
    void chancesAreEvenWhenThereIsAsMuchToDoAsTime() {
        assertEquals(0.5, onTime(20, Optional.of(30L), 20), 0.01);
        assertTrue(onTime(20, Optional.of(45L), 20) < 0.1);
        assertEquals(0, onTime(20, Optional.of(1L), 50));
    }

    /** One that says "in a second" again and again is believed less and less. */
    @Test
    void nodeThatOverrunsItsPromiseIsNotBelieved() {
        assertTrue(onTime(10, Optional.of(1L), 20) > 0.99);
        assertTrue(onTime(10, Optional.of(1L), 40) < 0.2);
    }

    @Test
    void nodeThatIsNotHeardOfIsLikelyGone() {
        Instant now = AWARDED.plusSeconds(10);
        Lease heard = lease(AWARDED.plusSeconds(12), Optional.empty(), now.plus(LIFE));
        Lease unheard = lease(AWARDED.plusSeconds(12), Optional.empty(), now.plusSeconds(1));
        assertTrue(OnTime.probability(heard, DUE, LIFE, now) > 0.99);
        assertTrue(OnTime.probability(unheard, DUE, LIFE, now) < 0.25);
    }

    @Test
    void collateralAndItsShareAreRoundedDown() {
        LeaseTerms terms = new LeaseTerms(LIFE, LIFE, LIFE, 3, 150, 50, 50, 3);
        assertEquals(1501, terms.collateralMicros(1001));
        assertEquals(3, terms.shareMicros(7));
        assertEquals(0, new LeaseTerms(LIFE, LIFE, LIFE, 3, 0, 50, 50, 3).collateralMicros(Long.MAX_VALUE));
    }
}
