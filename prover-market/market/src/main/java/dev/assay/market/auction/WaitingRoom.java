package dev.assay.market.auction;

import dev.assay.market.job.Job;
import dev.assay.verification.Digest;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Jobs between two auctions. When a slot is free those are woken first that tip most, then those that wait longest. */
final class WaitingRoom {

    private static final Comparator<Job> ORDER = Comparator.comparingLong(Job::tipMicros)
            .reversed()
            .thenComparing(Job::openedAt)
            .thenComparing(Job::id);

    private final ConcurrentSkipListMap<Job, Semaphore> waiting = new ConcurrentSkipListMap<>(ORDER);
    private final ConcurrentHashMap<Digest, Semaphore> bells = new ConcurrentHashMap<>();

    /** Returns when the job is woken or the time is over. */
    void await(Job job, Duration atMost) throws InterruptedException {
        Semaphore bell = new Semaphore(0);
        waiting.put(job, bell);
        bells.put(job.id(), bell);
        try {
            bell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiting.remove(job, bell);
            bells.remove(job.id(), bell);
        }
    }

    void wakeFirst(int count) {
        waiting.values().stream().limit(count).forEach(Semaphore::release);
    }

    void wake(Digest jobId) {
        Semaphore bell = bells.get(jobId);
        if (bell != null) {
            bell.release();
        }
    }

    int size() {
        return waiting.size();
    }
}
