package dev.assay.node.witness;

import dev.assay.node.witness.WitnessException.Code;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs something on a thread of its own and interrupts it when its time is over or nobody waits any more. */
final class TimeLimit {

    /** Compiled circuits nest as deep as their components do. */
    private static final long STACK_BYTES = 64L << 20;

    private TimeLimit() {}

    static <T> T run(Duration limit, Callable<T> work) throws WitnessException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "witness", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new WitnessException(Code.LIMIT_TIME, "the witness took more than " + limit, e);
        } catch (ExecutionException e) {
            throw asWitnessException(Objects.requireNonNull(e.getCause()));
        } finally {
            thread.interrupt();
        }
    }

    private static WitnessException asWitnessException(Throwable failure) {
        return failure instanceof WitnessException known ? known : Failures.explain(failure);
    }
}
