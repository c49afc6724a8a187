package dev.assay.relay.request;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every request that this relay holds, bounded in number and in bytes. A request that has ended stays for the retention,
 * and at least until its deadline: the deadline is what ends the life of its signature, so forgetting it earlier would let
 * anybody run it again.
 */
public final class RequestTable {

    /**
     * @param requests held at the same time
     * @param bytes of their inputs and results together
     * @param retention how long the result of a request can be had after its end
     */
    public record Limits(int requests, long bytes, Duration retention) {}

    private record Key(Address requester, String idempotencyKey) {}

    private final Limits limits;
    private final Map<Digest, LiveRequest> byId = new HashMap<>();
    private final Map<Key, Digest> byKey = new HashMap<>();
    private long bytes;

    public RequestTable(Limits limits) {
        this.limits = limits;
    }

    /**
     * The request of this id, made now if it is new. What {@code make} throws leaves no trace.
     *
     * @throws Failure IDEMPOTENCY_CONFLICT if the requester used the key for another body, OVERLOADED if the table is full
     */
    public synchronized LiveRequest admit(Signed<Request> signed, int inputSizeBytes, Supplier<LiveRequest> make) {
        Key key = new Key(signed.signer(), signed.statement().idempotencyKey());
        Digest known = byKey.get(key);
        if (known == null) {
            checkRoom(inputSizeBytes);
            LiveRequest made = make.get();
            bytes += inputSizeBytes;
            byKey.put(key, made.id());
            byId.put(made.id(), made);
            return made;
        }
        LiveRequest request = byId.get(known);
        if (request == null || !known.equals(signed.digest())) {
            throw new Failure(
                    ErrorCode.IDEMPOTENCY_CONFLICT, "the idempotency key was used for request " + known.hex());
        }
        return request;
    }

    public synchronized Optional<LiveRequest> find(Digest id) {
        return Optional.ofNullable(byId.get(id));
    }

    public synchronized int size() {
        return byId.size();
    }

    /** Forgets what has ended, is retained no longer and cannot be replayed; counts the bytes of the rest. */
    public synchronized void sweep(Instant now) {
        byId.values().removeIf(request -> forgettable(request, now));
        byKey.values().removeIf(id -> !byId.containsKey(id));
        bytes = byId.values().stream().mapToLong(LiveRequest::sizeBytes).sum();
    }

    private boolean forgettable(LiveRequest request, Instant now) {
        return request.ended()
                && now.isAfter(request.statement().deadline())
                && now.isAfter(
                        Instant.ofEpochMilli(request.newest().getAtMillis()).plus(limits.retention()));
    }

    private void checkRoom(int inputSizeBytes) {
        if (byId.size() >= limits.requests() || bytes + inputSizeBytes > limits.bytes()) {
            throw new Failure(ErrorCode.OVERLOADED, "the relay holds as many requests as it can; try again later");
        }
    }
}
