package dev.assay.relay.route;

import dev.assay.relay.request.LiveRequest;
import dev.assay.verification.Digest;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A request on its way to an answer: who holds it now and who had it before. Guarded by the router. */
final class Placement {

    private final LiveRequest request;
    private final Set<Digest> tried = new HashSet<>();
    private int attempts;
    private @Nullable Enclave holder;
    private boolean answered;
    private @Nullable Trouble trouble;
    private @Nullable Future<?> deadline;
    private @Nullable Future<?> patience;

    Placement(LiveRequest request) {
        this.request = request;
    }

    LiveRequest request() {
        return request;
    }

    Digest id() {
        return request.id();
    }

    /** Whether this enclave may have it: it has not failed at it, and does not ask too much. */
    boolean suits(Enclave enclave) {
        return !tried.contains(enclave.id())
                && enclave.attested().priceMicros() <= request.statement().maxPriceMicros();
    }

    void assignTo(Enclave enclave) {
        attempts++;
        holder = enclave;
        answered = false;
        enclave.held().put(id(), this);
        stopWaiting();
    }

    /** Takes it from its holder, if it has one. */
    @Nullable
    Enclave release() {
        Enclave former = holder;
        if (former != null) {
            former.held().remove(id(), this);
        }
        holder = null;
        return former;
    }

    void failedAt(Enclave enclave) {
        tried.add(enclave.id());
    }

    /** The enclaves that have failed at it. */
    Set<Digest> tried() {
        return tried;
    }

    int attempts() {
        return attempts;
    }

    @Nullable
    Enclave holder() {
        return holder;
    }

    /** An answer is here and being checked. */
    boolean answered() {
        return answered;
    }

    void answer() {
        answered = true;
    }

    /** What went wrong last. */
    @Nullable
    Trouble trouble() {
        return trouble;
    }

    void trouble(Trouble last) {
        trouble = last;
    }

    void expiresWith(Future<?> timer) {
        deadline = timer;
    }

    void waitsWith(Future<?> timer) {
        patience = timer;
    }

    void stopWaiting() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    void stopTimers() {
        stopWaiting();
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
