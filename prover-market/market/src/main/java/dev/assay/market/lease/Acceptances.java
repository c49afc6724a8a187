package dev.assay.market.lease;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The awards of this process that their nodes have not answered yet. The table of leases is the truth; this saves a wait. */
public final class Acceptances {

    private final ConcurrentHashMap<Long, CompletableFuture<Boolean>> open = new ConcurrentHashMap<>();

    void expect(long token) {
        open.put(token, new CompletableFuture<>());
    }

    void accepted(long token) {
        answer(token, true);
    }

    /** The lease ended. */
    void refused(long token) {
        answer(token, false);
    }

    private void answer(long token, boolean accepted) {
        CompletableFuture<Boolean> waiting = open.get(token);
        if (waiting != null) {
            waiting.complete(accepted);
        }
    }

    boolean await(long token, Duration atMost) throws InterruptedException {
        CompletableFuture<Boolean> waiting = open.get(token);
        if (waiting == null) {
            return false;
        }
        try {
            return waiting.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            open.remove(token);
        }
    }
}
