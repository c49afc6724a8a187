package dev.assay.enclave.link;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.proto.v1.TeeResult;
import dev.assay.verification.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One signed answer for each request, however often it is asked: a second ask waits for the first answer and gets the
 * same bytes. An answer is remembered until its request's deadline, after which the request is refused anyway; one that
 * had to be dropped to save memory stays known and is refused. Belongs to one identity: another key signs for itself.
 */
final class Answers {
    private static final int MOST = 100_000;
    private static final long MOST_BYTES = 64 << 20;
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<Digest, Entry> entries = new LinkedHashMap<>();
    private long keptBytes;
    private Instant nextSweep = Instant.EPOCH;

    private static final class Entry {
        final Thread worker = Thread.currentThread();
        final Instant deadline;
        final CompletableFuture<Answer> answer = new CompletableFuture<>();
        boolean cancelled;

        Entry(Instant deadline) {
            this.deadline = deadline;
        }
    }

    Answers(InstantSource clock) {
        this.clock = clock;
    }

    /** Does the work on the caller's thread, unless the request is known: then it waits for that answer. */
    Answer once(Digest id, Instant deadline, Supplier<Answer> work) {
        Entry mine = new Entry(deadline);
        Entry first;
        synchronized (this) {
            sweep();
            if (entries.size() >= MOST && !entries.containsKey(id)) {
                return new Answer.Refused(new Failure(ErrorCode.OVERLOADED, "too many requests are remembered"));
            }
            first = entries.putIfAbsent(id, mine);
        }
        return first == null ? work(id, mine, work) : first.answer.join();
    }

    /** Stops the request if it is being worked on. */
    synchronized void cancel(Digest id) {
        Entry entry = entries.get(id);
        if (entry != null && !entry.answer.isDone()) {
            entry.cancelled = true;
            entry.worker.interrupt();
        }
    }

    private Answer work(Digest id, Entry entry, Supplier<Answer> work) {
        Answer answer = new Answer.Refused(new Failure(ErrorCode.INTERNAL, "a fault of the enclave"));
        try {
            answer = work.get();
        } finally {
            answer = finish(id, entry, answer);
        }
        return answer;
    }

    private synchronized Answer finish(Digest id, Entry entry, Answer answer) {
        Answer last = answer;
        if (answer instanceof Answer.Refused) {
            if (entry.cancelled) {
                last = new Answer.Refused(new Failure(ErrorCode.CANCELLED, "cancelled before it ended"));
            } else {
                // It may succeed at another time, and nobody holds a receipt.
                entries.remove(id);
            }
        }
        entry.answer.complete(last);
        keptBytes += sizeBytes(last);
        shrink();
        return last;
    }

    private void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        nextSweep = now.plus(SWEEP_EVERY);
        entries.values().removeIf(entry -> entry.answer.isDone() && entry.deadline.isBefore(now));
        keptBytes = entries.values().stream()
                .mapToLong(entry -> sizeBytes(entry.answer.getNow(null)))
                .sum();
    }

    /** Forgets the oldest answers' bytes, but not that they were given. */
    private void shrink() {
        for (Entry entry : entries.values()) {
            if (keptBytes <= MOST_BYTES) {
                return;
            }
            Answer kept = entry.answer.getNow(null);
            if (kept != null && sizeBytes(kept) > 0) {
                keptBytes -= sizeBytes(kept);
                entry.answer.obtrudeValue(new Answer.Refused(
                        new Failure(ErrorCode.OVERLOADED, "answered before, and the answer is no longer kept")));
            }
        }
    }

    private static long sizeBytes(@Nullable Answer answer) {
        return switch (answer) {
            case null -> 0;
            case Answer.Completed(TeeResult result) -> result.getSerializedSize();
            case Answer.Failed(Failure failure, TeeResult result) -> result.getSerializedSize();
            case Answer.Refused refused -> 0;
        };
    }
}
