package dev.assay.market.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobFeedTest {

    @Test
    void watchersTogetherAskTheDatabaseOnlySoOften() {
        assertEquals(Duration.ofSeconds(1), JobFeed.lookAgain(1));
        for (int watchers = 1; watchers < 100_000; watchers += 777) {
            assertTrue(watchers / JobFeed.lookAgain(watchers).toSeconds() <= 256);
        }
    }
}
