package dev.assay.relay.route;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.proto.v1.Execution;
import dev.assay.relay.request.LiveRequest;
import dev.assay.verification.Digest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Brings requests and enclaves together. Every change is one short step under one lock, in which nothing blocks; messages
 * and watchers are served by other threads.
 */
public final class Router {

    /**
     * @param waiting requests that may wait for a free enclave
     * @param patience how long one waits before it fails
     * @param attempts enclaves that one request is given to, at most
     * @param ejection how long an enclave gets nothing after its first bad receipt
     */
    public record Limits(int waiting, Duration patience, int attempts, Duration ejection) {}

    private final Counters counters;
    private final Latencies latencies = new Latencies();
    private final Roster roster;
    private final Board board;
    private final Consequences consequences;

    public Router(Limits limits, InstantSource clock, ScheduledExecutorService timers, Counters counters) {
        this.counters = counters;
        this.roster = new Roster(clock, RandomGenerator.getDefault(), limits.ejection());
        this.board = new Board(limits, clock, timers, roster);
        this.consequences = new Consequences(board, roster, clock, latencies);
    }

    // --- Requests ---

    /**
     * Gives a new request to an enclave, or lets it wait for one.
     *
     * @throws Failure OVERLOADED if too many wait, UNAVAILABLE while the relay stops
     */
    public void place(LiveRequest request) {
        synchronized (board) {
            if (board.draining()) {
                throw new Failure(ErrorCode.UNAVAILABLE, "this relay is stopping");
            }
            if (!board.start(new Placement(request))) {
                throw new Failure(ErrorCode.OVERLOADED, "no enclave is free, and as many requests wait as may");
            }
        }
    }

    /** Stops a request of this router; one that has ended is left as it is. */
    public void cancel(LiveRequest request) {
        synchronized (board) {
            board.active(request.id()).ifPresent(placement -> {
                board.end(placement);
                board.withdraw(placement);
                request.cancelled();
                board.pump();
            });
        }
    }

    // --- Enclaves ---

    /** Admits an enclave; an older stream of the same one ends. */
    public void join(Enclave enclave) {
        synchronized (board) {
            Enclave older = roster.add(enclave);
            enclave.outbox().admitted();
            if (older != null) {
                older.outbox().close(new Failure(ErrorCode.UNAVAILABLE, "the same enclave attached again"));
                lose(older, "it attached again");
            }
            if (board.draining()) {
                retire(enclave);
            }
            board.pump();
        }
    }

    /** The stream ended: what the enclave held goes to another one. */
    public void leave(Enclave enclave, String why) {
        synchronized (board) {
            if (roster.remove(enclave)) {
                lose(enclave, why);
                board.pump();
            }
        }
    }

    /** Newer evidence of the same enclave. */
    public void refresh(Enclave enclave, ByteString evidence) {
        synchronized (board) {
            enclave.refresh(evidence);
        }
    }

    /** The enclave finishes what it holds and gets nothing more. */
    public void retire(Enclave enclave) {
        synchronized (board) {
            enclave.retire();
            enclave.outbox().drain();
        }
    }

    private void lose(Enclave enclave, String why) {
        for (Placement placement : List.copyOf(enclave.held().values())) {
            if (!placement.answered()) {
                counters.lostRequest();
                placement.release();
                board.again(placement, new Trouble(ErrorCode.ENCLAVE_LOST, "the enclave went away: " + why));
            }
        }
    }

    // --- Answers ---

    /** An enclave's word on how far it is. */
    public void progressed(Enclave enclave, Digest requestId, Execution execution) {
        synchronized (board) {
            Placement placement = enclave.held().get(requestId);
            if (placement != null) {
                placement.request().progressed(execution);
            }
        }
    }

    /** Takes an enclave's one answer to a request that it holds; any other is counted and dropped. */
    Optional<Placement> claim(Enclave enclave, Digest requestId) {
        synchronized (board) {
            Placement placement = enclave.held().get(requestId);
            if (placement == null || placement.answered()) {
                counters.unexpectedAnswer();
                return Optional.empty();
            }
            placement.answer();
            return Optional.of(placement);
        }
    }

    /** Acts on a claimed answer. It keeps its place at the enclave until now, which bounds what is being checked. */
    void settle(Placement placement, Enclave enclave, Outcome outcome) {
        synchronized (board) {
            boolean live = board.isActive(placement) && placement.holder() == enclave;
            enclave.held().remove(placement.id(), placement);
            consequences.forEnclave(enclave, outcome);
            if (live) {
                placement.release();
                consequences.forRequest(placement, enclave, outcome);
            }
            board.pump();
        }
    }

    // --- What is to be seen ---

    /** The admitted enclaves, as clients see them. */
    public List<dev.assay.proto.v1.Enclave> enclaves() {
        synchronized (board) {
            return roster.all().stream()
                    .filter(enclave -> !enclave.retiring())
                    .map(Enclave::toWire)
                    .toList();
        }
    }

    /** What each enclave asks that would take a request now. */
    public List<Long> pricesMicros() {
        synchronized (board) {
            return roster.available(enclave -> true).stream()
                    .map(enclave -> enclave.attested().priceMicros())
                    .toList();
        }
    }

    public Latencies latencies() {
        return latencies;
    }

    // --- Stopping ---

    /** Takes nothing new, lets nothing wait, and tells the enclaves to finish. */
    public void drain() {
        synchronized (board) {
            board.drain();
            roster.all().forEach(this::retire);
        }
    }

    /** Waits until no request is left, so long at most. */
    public void awaitIdle(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        synchronized (board) {
            for (long left = atMost.toNanos(); !board.idle() && left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(board, left);
            }
        }
    }

    /** Ends every stream. */
    public void closeAll(Failure why) {
        synchronized (board) {
            // A copy: an enclave whose stream ends leaves the roster at once.
            List.copyOf(roster.all()).forEach(enclave -> enclave.outbox().close(why));
        }
    }
}
