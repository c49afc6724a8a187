package dev.assay.relay.request;

import dev.assay.proto.v1.Event;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The events of one request, counted from 1 without gaps. The last one says how the request ended, and nothing follows
 * it. Watchers are only told that there is more; each reads at its own pace, so a slow one costs no memory.
 */
public final class EventLog {

    private final InstantSource clock;
    private final Executor executor;
    private final List<Event> events = new ArrayList<>();
    private final Set<Runnable> watchers = new LinkedHashSet<>();

    /** @param executor calls the watchers, never the thread that appends */
    EventLog(InstantSource clock, Executor executor) {
        this.clock = clock;
        this.executor = executor;
    }

    /** @throws IllegalStateException before the first event */
    public synchronized Event newest() {
        if (events.isEmpty()) {
            throw new IllegalStateException("no event yet");
        }
        return events.getLast();
    }

    /** @param sequence counts from 1 */
    public synchronized Optional<Event> at(long sequence) {
        boolean here = sequence >= 1 && sequence <= events.size();
        return here ? Optional.of(events.get((int) sequence - 1)) : Optional.empty();
    }

    public synchronized boolean ended() {
        return !events.isEmpty() && isLast(newest());
    }

    /** Calls the watcher after each event from now on; false if the log has as many watchers as it bears. */
    public synchronized boolean watch(Runnable watcher, int atMost) {
        return watchers.size() < atMost && watchers.add(watcher);
    }

    public synchronized void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    /** Appends the newest event as changed, its code and detail cleared before; false once the log has ended. */
    synchronized boolean append(Consumer<Event.Builder> change) {
        if (ended()) {
            return false;
        }
        Event.Builder next = events.isEmpty() ? Event.newBuilder() : newest().toBuilder();
        change.accept(next.clearCode().clearDetail());
        events.add(
                next.setSequence(events.size() + 1L).setAtMillis(clock.millis()).build());
        watchers.forEach(executor::execute);
        return true;
    }

    /** Nothing comes after this event. */
    public static boolean isLast(Event event) {
        return switch (event.getFulfilment()) {
            case FULFILMENT_FULFILLED, FULFILMENT_FAILED, FULFILMENT_CANCELLED, FULFILMENT_EXPIRED -> true;
            case FULFILMENT_UNSPECIFIED, FULFILMENT_ACCEPTED, FULFILMENT_AUCTION, FULFILMENT_ASSIGNED, UNRECOGNIZED ->
                false;
        };
    }
}
