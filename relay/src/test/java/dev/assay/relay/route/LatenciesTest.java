package dev.assay.relay.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Digest;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    private static Digest workload(int number) {
        return Digest.sha256(ByteBuffer.allocate(4).putInt(number).array());
    }

    @Test
    void medianOfTheLatestAndZeroOfNone() {
        assertEquals(Duration.ZERO, latencies.median(workload(1)));
        latencies.add(workload(1), Duration.ofMillis(900));
        latencies.add(workload(1), Duration.ofMillis(10));
        latencies.add(workload(1), Duration.ofMillis(20));
        assertEquals(Duration.ofMillis(20), latencies.median(workload(1)));
        for (int i = 0; i < 64; i++) {
            latencies.add(workload(1), Duration.ofMillis(5));
        }
        assertEquals(Duration.ofMillis(5), latencies.median(workload(1)));
    }

    @Test
    void forgetsTheWorkloadsThatWereUsedLongestAgo() {
        latencies.add(workload(0), Duration.ofMillis(1));
        for (int i = 1; i <= 1024; i++) {
            latencies.add(workload(i), Duration.ofMillis(1));
        }
        assertEquals(Duration.ZERO, latencies.median(workload(0)));
        assertEquals(Duration.ofMillis(1), latencies.median(workload(1024)));
    }
}
