package dev.assay.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.Wire;
import dev.assay.node.prove.Proven;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeLeaseLost;
import dev.assay.proto.v1.NodeSettled;
import dev.assay.proto.v1.NodeSurrender;
import dev.assay.verification.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {

    private static final Digest JOB = Digest.sha256(new byte[] {1});
    private static final Proven PROVEN = new Proven(new byte[0], new byte[0], Duration.ZERO, Duration.ZERO);

    @TempDir
    private Path folder = Path.of("");

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
                history(),
                sent::add);
        leases.awarded(award(1));
        assertEquals("INTERNAL", surrender().getCode());
        assertTrue(leases.tokens().isEmpty(), "no heartbeat keeps the lease");
    }

    @Test
    void aLostJobTakesItsPlaceUntilItHasStopped() throws InterruptedException {
        Leases leases = new Leases((manifest, input, listener) -> deaf(), 1, history(), sent::add);
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
        AttachNodeRequest submission = next(AttachNodeRequest::hasSubmission);
        assertEquals(3, submission.getSubmission().getFencingToken());
    }

    @Test
    void worksOnNoMoreThanItsCapacityWhateverIsAwarded() throws InterruptedException {
        Leases leases = new Leases((manifest, input, listener) -> deaf(), 2, history(), sent::add);
        leases.awarded(award(1));
        leases.awarded(award(2));
        leases.awarded(award(3));
        assertEquals(3, surrender().getFencingToken());
        assertEquals(2, leases.running());
        phaseEnds.release(2);
    }

    @Test
    void acceptsBeforeItBegins() throws InterruptedException {
        Leases leases = new Leases((manifest, input, listener) -> deaf(), 1, history(), sent::add);
        leases.awarded(award(1));
        assertTrue(Objects.requireNonNull(sent.poll()).hasAccept());
        phaseEnds.release();
    }

    /** The stream broke, and with it whatever was on its way. */
    @Test
    void saysItsLastWordAgainUntilTheMarketHasAnsweredIt() throws InterruptedException {
        Leases leases = new Leases((manifest, input, listener) -> deaf(), 1, history(), sent::add);
        leases.awarded(award(1));
        phaseEnds.release();
        AttachNodeRequest submission = next(AttachNodeRequest::hasSubmission);
        leases.resume();
        assertEquals(submission, next(AttachNodeRequest::hasSubmission));
        assertEquals(Set.of(1L), leases.tokens(), "heartbeats keep it until it is settled");
        leases.settled(NodeSettled.newBuilder()
                .setJobId(Wire.bytes(JOB))
                .setFencingToken(1)
                .build());
        leases.resume();
        assertNull(sent.poll());
        assertTrue(leases.tokens().isEmpty());
    }

    @Test
    void stopsWhatNobodyPaysAnyMore() {
        Leases leases = new Leases((manifest, input, listener) -> deaf(), 1, history(), sent::add);
        leases.awarded(award(1).toBuilder().setDeadlineMillis(1_000_000).build());
        leases.look(1_000_000);
        assertEquals(Set.of(1L), leases.tokens());
        leases.look(1_010_000);
        assertTrue(leases.tokens().isEmpty());
        phaseEnds.release();
    }

    @Test
    void tellsHowLongItWillTakeOnceItHasProvedTheCircuit() throws InterruptedException {
        Leases leases = new Leases(
                (manifest, input, listener) -> {
                    listener.accept(Execution.EXECUTION_WITNESS);
                    listener.accept(Execution.EXECUTION_PROVING);
                    Thread.sleep(60);
                    return PROVEN;
                },
                1,
                history(),
                sent::add);
        leases.awarded(award(1));
        assertFalse(next(AttachNodeRequest::hasProgress).getProgress().hasLeftMillis(), "it cannot know");
        next(AttachNodeRequest::hasSubmission);
        leases.settled(NodeSettled.newBuilder()
                .setJobId(Wire.bytes(JOB))
                .setFencingToken(1)
                .build());
        leases.awarded(award(2));
        assertTrue(next(AttachNodeRequest::hasProgress).getProgress().getLeftMillis() >= 50);
        next(AttachNodeRequest::hasSubmission);
        Digest circuit = Digest.sha256();
        Duration whole = history().from(circuit, Execution.EXECUTION_FETCHING).orElseThrow();
        assertTrue(whole.toMillis() >= 50, "another run of the node knows it: " + whole);
    }

    private History history() {
        return History.in(folder.resolve("history.properties"));
    }

    private AttachNodeRequest next(Predicate<AttachNodeRequest> kind) throws InterruptedException {
        AttachNodeRequest message = sent.poll(10, TimeUnit.SECONDS);
        while (message != null && !kind.test(message)) {
            message = sent.poll(10, TimeUnit.SECONDS);
        }
        return Objects.requireNonNull(message, "nothing of the kind was sent");
    }

    private NodeSurrender surrender() throws InterruptedException {
        return next(AttachNodeRequest::hasSurrender).getSurrender();
    }

    private static NodeAward award(long token) {
        return NodeAward.newBuilder()
                .setJobId(Wire.bytes(JOB))
                .setFencingToken(token)
                .build();
    }
}
