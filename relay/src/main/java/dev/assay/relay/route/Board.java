package dev.assay.relay.route;

import dev.assay.edge.ErrorCode;
import dev.assay.verification.Digest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who holds what and who waits, and the steps that change it. Its monitor guards it, the roster and everything in them:
 * the {@link Router} takes it around each step, the timers here do too.
 */
final class Board {

    private final Router.Limits limits;
    private final InstantSource clock;
    private final ScheduledExecutorService timers;
    private final Roster roster;
    private final Map<Digest, Placement> active = new HashMap<>();
    private final Set<Placement> waiting = new LinkedHashSet<>();
    private boolean draining;

    Board(Router.Limits limits, InstantSource clock, ScheduledExecutorService timers, Roster roster) {
        this.limits = limits;
        this.clock = clock;
        this.timers = timers;
        this.roster = roster;
    }

    boolean draining() {
        return draining;
    }

    boolean idle() {
        return active.isEmpty();
    }

    Optional<Placement> active(Digest requestId) {
        return Optional.ofNullable(active.get(requestId));
    }

    boolean isActive(Placement placement) {
        return active.get(placement.id()) == placement;
    }

    /** Starts a placement; false if no enclave is free and too many wait already. */
    boolean start(Placement placement) {
        if (!assign(placement) && !enqueue(placement)) {
            return false;
        }
        active.put(placement.id(), placement);
        Duration left = Duration.between(
                clock.instant(), placement.request().statement().deadline());
        placement.expiresWith(after(left, () -> expire(placement)));
        return true;
    }

    /** Gives those that wait, the oldest first, to whoever is free. */
    void pump() {
        if (waiting.isEmpty()) {
            return;
        }
        for (Placement placement : List.copyOf(waiting)) {
            if (!roster.anyFree()) {
                return;
            }
            if (assign(placement)) {
                waiting.remove(placement);
            }
        }
    }

    /** After a failure that another enclave may not have. */
    void elsewhere(Placement placement, Enclave failed, Trouble trouble) {
        placement.failedAt(failed);
        if (roster.anySuits(placement)) {
            again(placement, trouble);
        } else {
            fail(placement, trouble);
        }
    }

    void again(Placement placement, Trouble trouble) {
        placement.trouble(trouble);
        if (draining || placement.attempts() >= limits.attempts()) {
            fail(placement, trouble);
            return;
        }
        placement.request().waitsAgain(trouble.code(), trouble.detail());
        if (!assign(placement) && !enqueue(placement)) {
            fail(placement, trouble);
        }
    }

    void fail(Placement placement, Trouble trouble) {
        end(placement);
        placement.request().failed(trouble.code(), trouble.detail());
    }

    /** Forgets a placement; what becomes of its request is the caller's to say. */
    void end(Placement placement) {
        active.remove(placement.id());
        waiting.remove(placement);
        placement.stopTimers();
        notifyAll();
    }

    /** Tells the holder to stop, and frees its place at once: one that never answers must not keep it. */
    @Nullable
    Enclave withdraw(Placement placement) {
        Enclave holder = placement.release();
        if (holder != null) {
            holder.outbox().cancel(placement.id());
        }
        return holder;
    }

    void drain() {
        draining = true;
        for (Placement placement : List.copyOf(waiting)) {
            fail(placement, new Trouble(ErrorCode.UNAVAILABLE, "the relay stopped before an enclave was free"));
        }
    }

    ScheduledFuture<?> after(Duration delay, Runnable step) {
        return timers.schedule(() -> locked(step), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void locked(Runnable step) {
        step.run();
    }

    private boolean assign(Placement placement) {
        Optional<Enclave> chosen = roster.choose(placement::suits);
        chosen.ifPresent(enclave -> {
            placement.assignTo(enclave);
            placement.request().assigned();
            enclave.outbox().execute(placement.request());
        });
        return chosen.isPresent();
    }

    private boolean enqueue(Placement placement) {
        if (waiting.size() >= limits.waiting()) {
            return false;
        }
        waiting.add(placement);
        placement.waitsWith(after(limits.patience(), () -> giveUp(placement)));
        return true;
    }

    private void giveUp(Placement placement) {
        if (waiting.contains(placement)) {
            fail(placement, whyNobody(placement));
        }
    }

    private void expire(Placement placement) {
        if (!isActive(placement)) {
            return;
        }
        end(placement);
        Enclave holder = withdraw(placement);
        if (holder != null) {
            roster.standing(holder).faltered();
        }
        Trouble trouble = holder == null
                ? whyNobody(placement)
                : new Trouble(ErrorCode.EXPIRED, "the enclave did not answer before the deadline");
        placement.request().expired(trouble.code(), trouble.detail());
        pump();
    }

    private static Trouble whyNobody(Placement placement) {
        Trouble last = placement.trouble();
        return last != null ? last : new Trouble(ErrorCode.NO_ENCLAVE, "no attested enclave was free in time");
    }
}
