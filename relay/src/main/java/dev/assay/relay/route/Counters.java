package dev.assay.relay.route;

import java.util.concurrent.atomic.LongAdder;

/** What went wrong at the enclaves' side since the start. */
public final class Counters {

    private final LongAdder unexpectedAnswers = new LongAdder();
    private final LongAdder rejectedReceipts = new LongAdder();
    private final LongAdder rejectedEvidence = new LongAdder();
    private final LongAdder lostRequests = new LongAdder();

    /**
     * @param unexpectedAnswers for requests that the enclave does not hold, or no longer
     * @param rejectedReceipts answers whose receipt did not verify
     * @param rejectedEvidence enclaves that were not admitted, or not again
     * @param lostRequests that an enclave held when it went away
     */
    public record Snapshot(long unexpectedAnswers, long rejectedReceipts, long rejectedEvidence, long lostRequests) {}

    public Snapshot snapshot() {
        return new Snapshot(
                unexpectedAnswers.sum(), rejectedReceipts.sum(), rejectedEvidence.sum(), lostRequests.sum());
    }

    public void unexpectedAnswer() {
        unexpectedAnswers.increment();
    }

    public void rejectedReceipt() {
        rejectedReceipts.increment();
    }

    public void rejectedEvidence() {
        rejectedEvidence.increment();
    }

    public void lostRequest() {
        lostRequests.increment();
    }
}
