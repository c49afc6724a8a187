package dev.assay.node.link;

import dev.assay.proto.v1.Execution;
import dev.assay.verification.Digest;
import java.time.Duration;
import java.util.Optional;

/** How far one job is, and when it will be done by what this node knows of its circuit. Safe for use by two threads. */
final class Pace {

    /** A later end than was said is said again when it is later by this much, or by a tenth of what is left. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final History history;
    private final Digest circuit;
    private Execution step = History.STEPS.getFirst();
    private long stepSinceNanos = System.nanoTime();
    private long saidDoneNanos = Long.MIN_VALUE;

    Pace(History history, Digest circuit) {
        this.history = history;
        this.circuit = circuit;
    }

    /** The job goes on to that step. */
    synchronized void enter(Execution next) {
        if (next != step) {
            history.record(circuit, step, inStep());
            step = next;
            stepSinceNanos = System.nanoTime();
        }
    }

    /** The job is proved. */
    synchronized void done() {
        history.record(circuit, step, inStep());
    }

    synchronized Execution step() {
        return step;
    }

    private Duration inStep() {
        return Duration.ofNanos(System.nanoTime() - stepSinceNanos);
    }

    /**
     * Until the job is done. A step that takes longer than ever is thought to need half as much again as it has taken; that is
     * all that there is to say of a circuit that is new here.
     */
    synchronized Optional<Duration> left() {
        Duration in = inStep();
        Optional<Duration> whole = history.from(circuit, step);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        Duration left = whole.get().minus(in);
        Duration least = in.dividedBy(2);
        return Optional.of(left.compareTo(least) > 0 && !left.isNegative() ? left : least);
    }

    /** The same, if it has become later than was said last; remembers that it was said. */
    synchronized Optional<Duration> news() {
        return left().filter(left -> {
            long done = System.nanoTime() + left.toNanos();
            long worth = Math.max(WORTH_TELLING.toNanos(), left.toNanos() / 10);
            return saidDoneNanos == Long.MIN_VALUE || done - saidDoneNanos > worth;
        });
    }

    synchronized void said(Duration left) {
        saidDoneNanos = System.nanoTime() + left.toNanos();
    }
}
