package dev.assay.market.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StreamGateTest {

    private final StreamGate gate = new StreamGate();

    @Test
    void waitsForWhatRunsAndBeginsNothingNew() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Thread.ofVirtual()
                .start(() -> gate.pass(() -> {
                    inside.countDown();
                    pause();
                    done.set(true);
                }));
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        gate.close(Duration.ofSeconds(10));
        assertTrue(done.get());
        AtomicBoolean late = new AtomicBoolean();
        gate.pass(() -> late.set(true));
        assertFalse(late.get());
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
