package dev.assay.market.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.settle.Submission;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubmissionLineTest {

    private final CountDownLatch verified = new CountDownLatch(1);
    private final CountDownLatch settled = new CountDownLatch(100);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final SubmissionLine line = new SubmissionLine(ignored -> settle());

    private void settle() {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            verified.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        atOnce.decrementAndGet();
        settled.countDown();
    }

    @AfterEach
    void letGo() {
        verified.countDown();
    }

    private static Submission of(int proofBytes) {
        return new Submission(
                Address.of(new byte[Address.SIZE_BYTES]), Digest.sha256(), 1, new byte[proofBytes], new byte[0]);
    }

    @Test
    void nobodyWaitsToPutOneInAndAllAreSettledInTheEnd() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            line.add(of(1000));
        }
        verified.countDown();
        assertTrue(settled.await(10, TimeUnit.SECONDS));
        assertTrue(mostAtOnce.get() <= 4, mostAtOnce + " at once");
    }

    @Test
    void refusesMoreThanItKeeps() {
        for (int i = 0; i < 4 + 8; i++) {
            line.add(of(1 << 20));
        }
        assertEquals(
                ErrorCode.OVERLOADED,
                assertThrows(Failure.class, () -> line.add(of(1))).code());
    }
}
