package dev.assay.market.job;

import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets watchers wait for a job's next events. The table is the truth; the signal only saves the wait until the next look at
 * it, so a signal that is lost (another process wrote the event) costs a second and no event.
 */
public final class JobFeed {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int PAGE = 256;

    /** Anybody may watch: beyond that many watchers each looks less often. A signal wakes it at once all the same. */
    private static final int LOOKS_PER_SECOND = 256;

    private final Database database;
    private final ConcurrentHashMap<Digest, Signal> signals = new ConcurrentHashMap<>();
    private final AtomicInteger watching = new AtomicInteger();

    public JobFeed(Database database) {
        this.database = database;
    }

    private static final class Signal {
        private int watchers;
        private long changes;
    }

    /** Tells the watchers that the job has a new event, after its transaction. */
    public void changed(Digest jobId) {
        signals.computeIfPresent(jobId, (id, signal) -> {
            synchronized (signal) {
                signal.changes++;
                signal.notifyAll();
            }
            return signal;
        });
    }

    /** Hears each event once, in order. */
    public interface Watcher {
        /** @return whether to go on */
        boolean hears(JobEvent event);

        /** @return whether anybody still listens */
        boolean listens();
    }

    /** Returns after the job's last event, or when nobody listens any more. */
    public void watch(Digest jobId, long fromSequence, Watcher watcher) throws InterruptedException {
        Signal signal = subscribe(jobId);
        watching.incrementAndGet();
        try {
            long next = Math.max(1, fromSequence);
            while (watcher.listens()) {
                long seen = changes(signal);
                long from = next;
                List<JobEvent> events = database.transact(tx -> new Jobs(tx).events(jobId, from, PAGE));
                for (JobEvent event : events) {
                    if (!watcher.hears(event) || event.status().fulfilment().isFinished()) {
                        return;
                    }
                    next = event.sequence() + 1;
                }
                if (events.isEmpty()) {
                    if (isOver(jobId, from)) {
                        return;
                    }
                    await(signal, seen, lookAgain(watching.get()));
                }
            }
        } finally {
            watching.decrementAndGet();
            unsubscribe(jobId);
        }
    }

    /** A watcher may ask for events after the last one. */
    private boolean isOver(Digest jobId, long from) {
        return database.transact(tx -> new Jobs(tx).find(jobId))
                .map(job -> job.status().fulfilment().isFinished() && job.lastSequence() < from)
                .orElse(true);
    }

    private Signal subscribe(Digest jobId) {
        return signals.compute(jobId, (id, present) -> {
            Signal signal = present == null ? new Signal() : present;
            signal.watchers++;
            return signal;
        });
    }

    private void unsubscribe(Digest jobId) {
        signals.computeIfPresent(jobId, (id, signal) -> --signal.watchers == 0 ? null : signal);
    }

    private static long changes(Signal signal) {
        synchronized (signal) {
            return signal.changes;
        }
    }

    static Duration lookAgain(int watchers) {
        return LOOK_AGAIN.multipliedBy(1 + watchers / LOOKS_PER_SECOND);
    }

    private static void await(Signal signal, long seen, Duration atMost) throws InterruptedException {
        long giveUp = System.nanoTime() + atMost.toNanos();
        synchronized (signal) {
            while (signal.changes == seen && System.nanoTime() < giveUp) {
                TimeUnit.NANOSECONDS.timedWait(signal, giveUp - System.nanoTime());
            }
        }
    }
}
