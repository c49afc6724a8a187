package dev.assay.client;

import dev.assay.client.internal.Tracker;
import dev.assay.verification.Digest;
import java.util.function.Consumer;

/** A submitted request. Safe for use by several threads. */
public final class Job {

    private final Tracker tracker;

    Job(Tracker tracker) {
        this.tracker = tracker;
    }

    /** The digest of the signed request, computed here. */
    public Digest id() {
        return tracker.id();
    }

    /**
     * Tells the listener every event from the first on, over as many broken connections as it takes; returns the final one.
     * A relay that lost the request gets it once more, and its events then count from 1 again.
     */
    public JobEvent watch(Consumer<JobEvent> listener)
            throws JobFailedException, VerificationException, InterruptedException {
        return tracker.watch(listener);
    }

    /** The verified result, once there is one. */
    public Result await() throws JobFailedException, VerificationException, InterruptedException {
        return await(event -> {});
    }

    /**
     * The same, telling every event on the way.
     *
     * @throws VerificationException if what came back is not what was asked for
     * @throws JobFailedException if there is no result
     */
    public Result await(Consumer<JobEvent> listener)
            throws JobFailedException, VerificationException, InterruptedException {
        return tracker.await(listener);
    }

    /** Stops the request if it is not finished; returns its newest event. */
    public JobEvent cancel() throws JobFailedException, InterruptedException {
        return tracker.cancel();
    }
}
