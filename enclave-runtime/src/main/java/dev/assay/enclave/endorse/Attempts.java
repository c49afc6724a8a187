package dev.assay.enclave.endorse;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** Asks again while a failure may pass, with growing and jittered pauses, or as long a pause as the source asks for. */
final class Attempts {

    /** How a pause is taken. */
    interface Pause {
        void take(Duration length) throws InterruptedException;
    }

    private final HttpSource source;
    private final FetchLimits limits;
    private final Pause pause;
    private final RandomGenerator random;
    private final Semaphore parallel;

    Attempts(HttpSource source, FetchLimits limits, Pause pause, RandomGenerator random) {
        this.source = source;
        this.limits = limits;
        this.pause = pause;
        this.random = random;
        parallel = new Semaphore(limits.parallel());
    }

    /**
     * @param most how often it is asked
     * @throws IOException of the last attempt, with the earlier ones as suppressed
     */
    Answer ask(Question question, int most) throws IOException {
        IOException last = new IOException(question + ": never asked");
        for (int attempt = 1; attempt <= most; attempt++) {
            try {
                return once(question);
            } catch (IOException e) {
                if (attempt > 1) {
                    e.addSuppressed(last);
                }
                last = e;
                if (attempt == most || !mayPass(e)) {
                    throw e;
                }
                pause(question, pauseAfter(e, attempt));
            }
        }
        throw last;
    }

    private Answer once(Question question) throws IOException {
        acquire(question);
        try {
            return source.ask(question);
        } finally {
            parallel.release();
        }
    }

    private static boolean mayPass(IOException failure) {
        return switch (failure) {
            case SourceFailure answered -> answered.isPassing();
            case MalformedAnswer malformed -> false;
            case InterruptedIOException interrupted -> false;
            default -> true;
        };
    }

    private Duration pauseAfter(IOException failure, int attempt) throws IOException {
        if (failure instanceof SourceFailure answered && answered.waitAskedFor().isPresent()) {
            Duration wanted = answered.waitAskedFor().get();
            if (wanted.compareTo(limits.longestPause()) > 0) {
                throw new IOException(
                        failure.getMessage() + "; it asks to wait " + wanted + ", and we wait at most "
                                + limits.longestPause(),
                        failure);
            }
            return wanted;
        }
        long ceiling = Math.min(
                limits.firstPause().toMillis() << Math.min(attempt - 1, 20),
                limits.longestPause().toMillis());
        return Duration.ofMillis(random.nextLong(ceiling / 2, ceiling + 1));
    }

    private void pause(Question question, Duration length) throws InterruptedIOException {
        try {
            pause.take(length);
        } catch (InterruptedException e) {
            throw interrupted(question);
        }
    }

    private void acquire(Question question) throws InterruptedIOException {
        try {
            parallel.acquire();
        } catch (InterruptedException e) {
            throw interrupted(question);
        }
    }

    private static InterruptedIOException interrupted(Question question) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException(question + ": interrupted");
    }
}
