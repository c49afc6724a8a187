package dev.assay.market.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.market.lease.Ending;
import dev.assay.verification.Digest;
import dev.assay.verification.auction.History;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LearningTest {

    private static Ended ended(Ending ending, Duration took) {
        return new Ended(
                1,
                Address.of(new byte[Address.SIZE_BYTES]),
                Digest.sha256(),
                0,
                5,
                "cpu/java",
                1000,
                7,
                ending,
                took,
                Instant.EPOCH);
    }

    @Test
    void inputClassesAreFourTimesAsLargeEach() {
        assertEquals(0, InputClass.of(0));
        assertEquals(0, InputClass.of(1024));
        assertEquals(1, InputClass.of(1025));
        assertEquals(1, InputClass.of(4096));
        assertEquals(2, InputClass.of(4097));
        for (int inputClass = 0; inputClass < 8; inputClass++) {
            assertEquals(inputClass, InputClass.of(InputClass.maxBytes(inputClass)));
            assertEquals(inputClass + 1, InputClass.of(InputClass.maxBytes(inputClass) + 1));
        }
    }

    @Test
    void percentilesAreOfTheLatest() {
        Samples samples = new Samples();
        assertEquals(0, samples.percentile(50));
        for (int i = 1; i <= 1000; i++) {
            samples.add(i);
        }
        assertEquals(1000, samples.count());
        assertEquals(936, samples.percentile(50));
        assertEquals(994, samples.percentile(95));
        assertEquals(1000, samples.percentile(100));
    }

    @Test
    void recordFadesAndKeepsItsShape() {
        TrackRecord record = new TrackRecord();
        for (int i = 0; i < 5000; i++) {
            record.add(ended(i % 10 == 0 ? Ending.SILENT : Ending.PAID, Duration.ofMillis(900)));
        }
        History history = record.history();
        int leases = history.leases().get(5);
        assertTrue(leases <= 1_000_000, String.valueOf(leases));
        assertEquals(0.9, (double) history.delivered().get(5) / leases, 0.01);
        assertEquals(history.delivered().get(5), history.overruns().get(2));
    }

    @Test
    void endsThatAreNobodysFaultSayNothing() {
        assertFalse(ended(Ending.CANCELLED, Duration.ZERO).counts());
        assertFalse(ended(Ending.INPUT_REJECTED, Duration.ZERO).counts());
        assertFalse(ended(Ending.MARKET_FAULT, Duration.ZERO).counts());
        assertFalse(ended(Ending.NOT_NEEDED, Duration.ZERO).counts());
        assertTrue(ended(Ending.SILENT, Duration.ZERO).counts());
        assertTrue(ended(Ending.WRONG_PROOF, Duration.ZERO).counts());
        assertTrue(ended(Ending.PAID, Duration.ZERO).isDelivered());
    }
}
