package dev.assay.market.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FencingTokensTest {

    private final FencingTokens tokens = new FencingTokens(new Random(1));
    private final Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void growEvenWhenTheClockIsSetBack() {
        long first = tokens.next(0, now);
        long second = tokens.next(first, now.minusSeconds(3600));
        assertEquals(first + 1, second);
        assertTrue(tokens.next(second, now.plusMillis(1)) > second);
    }

    @Test
    void arePositiveForCenturies() {
        assertTrue(tokens.next(0, Instant.parse("2200-01-01T00:00:00Z")) > 0);
    }
}
