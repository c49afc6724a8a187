package dev.assay.client.internal;

import dev.assay.client.JobFailedException;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Calls to the relay, repeated where that can help and the time is not up. */
public final class Calls {

    /** How long one unary call may take before it counts as lost. */
    public static final Duration CALL_TIME = Duration.ofSeconds(20);

    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final InstantSource clock;

    public Calls(InstantSource clock) {
        this.clock = clock;
    }

    /** One call. */
    public <T> T once(Supplier<T> call) throws JobFailedException {
        try {
            return call.get();
        } catch (StatusRuntimeException | Failure e) {
            throw failed(failureOf(e));
        }
    }

    /** The call, again after each failure that a retry can help, until it succeeds or the time is up. */
    public <T> T until(Instant end, Supplier<T> call) throws JobFailedException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return call.get();
            } catch (StatusRuntimeException | Failure e) {
                throwIfInterrupted();
                Failure failure = failureOf(e);
                if (!failure.code().retryable()) {
                    throw failed(failure);
                }
                waitBefore(attempt, end, failure);
            }
        }
    }

    /** Sleeps before the next attempt, longer each time and never the same for everybody. */
    void waitBefore(int attempt, Instant end, Failure failure) throws JobFailedException, InterruptedException {
        long longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(attempt, 10));
        long wait = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
        if (clock.instant().plusMillis(wait).isAfter(end)) {
            throw failed(failure);
        }
        Thread.sleep(wait);
    }

    /** An interrupted blocking stub says CANCELLED and sets the flag again. */
    static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while calling the relay");
        }
    }

    static JobFailedException failed(Failure failure) {
        return new JobFailedException(
                failure.code(), failure.detail(), failure.code().retryable());
    }

    /** What went wrong; a call that ran out of its own time is a relay that does not answer, not an expired request. */
    static Failure failureOf(Throwable thrown) {
        boolean timedOut = Status.fromThrowable(thrown).getCode() == Status.Code.DEADLINE_EXCEEDED
                && StatusProto.fromThrowable(thrown) == null;
        return timedOut ? new Failure(ErrorCode.UNAVAILABLE, "the relay did not answer in time") : Failure.of(thrown);
    }
}
