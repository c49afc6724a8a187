package dev.assay.market.node;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nodes' streams cause passes here, so that a market that stops can wait for what runs and begin nothing new. */
final class StreamGate {

    private static final Logger LOG = LoggerFactory.getLogger(StreamGate.class);

    private final Semaphore inside = new Semaphore(Integer.MAX_VALUE);
    private volatile boolean closed;

    /** Does the work, unless the gate is closed: what is left undone then, leases that run out do. */
    void pass(Runnable work) {
        if (closed || !inside.tryAcquire()) {
            return;
        }
        try {
            work.run();
        } finally {
            inside.release();
        }
    }

    /** Afterwards nobody is inside, unless somebody stayed for that long. */
    void close(Duration atMost) {
        closed = true;
        try {
            if (!inside.tryAcquire(Integer.MAX_VALUE, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("handlers of nodes' streams still ran after {}", atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
