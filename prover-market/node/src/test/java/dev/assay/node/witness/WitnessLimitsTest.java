package dev.assay.node.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WitnessLimitsTest {

    @Test
    void witnessesAtTheSameTimeShareTheMemory() {
        WitnessLimits all = WitnessLimits.ofThisMachine();
        assertEquals(all.memoryBytes() / 4, all.dividedBy(4).memoryBytes());
        assertTrue(all.memoryBytes() <= Runtime.getRuntime().maxMemory() / 2);
    }

    @Test
    void leavesEachWitnessAPage() {
        assertEquals(
                1,
                new WitnessLimits(1 << 17, Duration.ofSeconds(1)).dividedBy(100).pages());
    }
}
