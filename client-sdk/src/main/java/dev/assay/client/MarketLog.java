package dev.assay.client;

import dev.assay.client.internal.LogReader;
import dev.assay.verification.Digest;
import dev.assay.verification.transparency.VerifiedCheckpoint;
import dev.assay.verification.transparency.VerifiedEntry;
import java.time.Duration;

/**
 * A market's transparency log, seen through the relay. Each visit checks that the log only grew since the last one, which is
 * remembered in a file, so that a market that rewrites its history or shows each client another one is found out.
 */
public final class MarketLog {

    private final LogReader reader;

    MarketLog(LogReader reader) {
        this.reader = reader;
    }

    /**
     * Looks at the newest checkpoint.
     *
     * @throws VerificationException if it does not verify or does not continue the one that was seen last
     * @throws java.io.UncheckedIOException if the memory cannot be read or written
     */
    public VerifiedCheckpoint visit() throws VerificationException, JobFailedException {
        return reader.visit();
    }

    /**
     * Waits until an auction round of a job is in the log: the newest that the market shows, be it the one of the award or
     * one that nobody won. What the round was like shows when its record is published: {@code assay audit}.
     *
     * @throws VerificationException if what is shown does not verify
     * @throws JobFailedException if the round is not there in time
     */
    public VerifiedEntry awarded(Digest jobId, Duration atMost)
            throws VerificationException, JobFailedException, InterruptedException {
        return reader.awarded(jobId, atMost);
    }
}
