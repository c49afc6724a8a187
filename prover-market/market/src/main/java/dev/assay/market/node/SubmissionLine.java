package dev.assay.market.node;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.settle.Submission;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * What one node hands in: a few submissions are settled at a time, on threads of their own, and others wait in line. Nobody
 * waits to put one in, so that a long verification holds up no heartbeat.
 */
final class SubmissionLine {

    private static final int AT_A_TIME = 4;

    /** As many as a node can hold leases, if they are as small as proofs are. */
    static final int MAX_WAITING = 1024;

    static final int MAX_WAITING_BYTES = 8 << 20;

    private final Consumer<Submission> settle;
    private final ArrayDeque<Submission> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private int running;

    SubmissionLine(Consumer<Submission> settle) {
        this.settle = settle;
    }

    /** @throws Failure {@link ErrorCode#OVERLOADED} if the line is full */
    synchronized void add(Submission submission) {
        if (running < AT_A_TIME) {
            running++;
            start(submission);
            return;
        }
        if (waiting.size() == MAX_WAITING || waitingBytes + sizeBytes(submission) > MAX_WAITING_BYTES) {
            throw new Failure(ErrorCode.OVERLOADED, waiting.size() + " submissions of this node wait already");
        }
        waiting.add(submission);
        waitingBytes += sizeBytes(submission);
    }

    private void start(Submission submission) {
        Thread.ofVirtual().name("settle-" + submission.jobId().shortHex()).start(() -> {
            try {
                settle.accept(submission);
            } finally {
                next();
            }
        });
    }

    private synchronized void next() {
        Submission submission = waiting.poll();
        if (submission == null) {
            running--;
        } else {
            waitingBytes -= sizeBytes(submission);
            start(submission);
        }
    }

    private static int sizeBytes(Submission submission) {
        return submission.proof().length + submission.publicInputs().length;
    }
}
