package dev.assay.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.Wire;
import dev.assay.node.prove.Proven;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeLeaseLost;
import dev.assay.proto.v1.NodeSurrender;
import dev.assay.verification.Digest;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Digest JOB = Digest.sha256(new byte[] {1});
    private static final Proven PROVEN = new Proven(new byte[0], new byte[0], Duration.ZERO, Duration.ZERO);

    private final BlockingQueue<AttachNodeRequest> sent = new LinkedBlockingQueue<>();
    private final Semaphore phaseEnds = new Semaphore(0);

    /** Like a proof: it looks at an interrupt only when its phase has ended, if then. */
    private Proven deaf() {
        phaseEnds.acquireUninterruptibly();
        return PROVEN;
    }

    @Test
    void givesBackAJobThatExhaustsTheMemory() throws InterruptedException {
        Leases leases = new Leases(
                (manifest, input, listener) -> {
                    throw new OutOfMemoryError("a very large key");
                },
                1,
                sent::add);
        leases.awarded(award(1));
        assertEquals("INTERNAL", surrender().getCode());
        assertTrue(leases.tokens().isEmpty(), "no heartbeat keeps the lease");
    }

    @Test
    void aLostJobTakesItsPlaceUntilItHasStopped() throws InterruptedException {
        Leases leases = new Leases((manifest, input, listener) -> deaf(), 1, sent::add);
        leases.awarded(award(1));
        leases.lost(NodeLeaseLost.newBuilder()
                .setJobId(Wire.bytes(JOB))
                .setFencingToken(1)
                .build());
        assertTrue(leases.tokens().isEmpty());
        assertEquals(1, leases.running());

        leases.awarded(award(2));
        assertEquals("OVERLOADED", surrender().getCode());

        phaseEnds.release();
        while (leases.running() > 0) {
            Thread.sleep(5);
        }
        assertNull(sent.poll(200, TimeUnit.MILLISECONDS), "a lost job is not submitted");
        leases.awarded(award(3));
        phaseEnds.release();
        AttachNodeRequest submission = sent.poll(10, TimeUnit.SECONDS);
        assertNotNull(submission);
        assertEquals(3, submission.getSubmission().getFencingToken());
    }

    @Test
    void worksOnNoMoreThanItsCapacityWhateverIsAwarded() throws InterruptedException {
        Leases leases = new Leases((manifest, input, listener) -> deaf(), 2, sent::add);
        leases.awarded(award(1));
        leases.awarded(award(2));
        leases.awarded(award(3));
        assertEquals(3, surrender().getFencingToken());
        assertEquals(2, leases.running());
        phaseEnds.release(2);
    }

    private NodeSurrender surrender() throws InterruptedException {
        AttachNodeRequest message = sent.poll(10, TimeUnit.SECONDS);
        assertNotNull(message, "nothing was sent");
        return message.getSurrender();
    }

    private static NodeAward award(long token) {
        return NodeAward.newBuilder()
                .setJobId(Wire.bytes(JOB))
                .setFencingToken(token)
                .build();
    }
}
