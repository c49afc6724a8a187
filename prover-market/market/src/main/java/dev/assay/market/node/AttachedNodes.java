package dev.assay.market.node;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.auction.Bidder;
import dev.assay.market.auction.Bidders;
import dev.assay.market.lease.Lease;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import io.grpc.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The nodes that are attached to this process now: one stream for each key. */
public final class AttachedNodes implements Bidders {

    /** Of one process. */
    public static final int MAX_NODES = 10_000;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final int maxNodes;
    private final ConcurrentHashMap<Address, NodeSession> sessions = new ConcurrentHashMap<>();
    private final StreamGate gate = new StreamGate();

    public AttachedNodes(int maxNodes) {
        this.maxNodes = maxNodes;
    }

    StreamGate gate() {
        return gate;
    }

    /** The newest stream counts: the older one is most likely dead without knowing. */
    void add(NodeSession session) {
        if (sessions.size() >= maxNodes && !sessions.containsKey(session.address()) && !evictIdle()) {
            throw new Failure(ErrorCode.OVERLOADED, maxNodes + " nodes are attached already");
        }
        NodeSession older = sessions.put(session.address(), session);
        if (older != null) {
            older.end(Status.ABORTED.withDescription("the node attached again"));
        }
    }

    /** Keys are free: a table full of nodes that serve nothing must not keep out one that does. */
    private boolean evictIdle() {
        Optional<NodeSession> idle =
                sessions.values().stream().filter(NodeSession::isIdle).max(Comparator.comparing(NodeSession::age));
        idle.ifPresent(session -> {
            sessions.remove(session.address(), session);
            session.end(Status.RESOURCE_EXHAUSTED.withDescription("idle, and others wait: attach again"));
        });
        return idle.isPresent();
    }

    /** @return false if a newer stream of the node has taken its place */
    boolean remove(NodeSession session) {
        return sessions.remove(session.address(), session);
    }

    @Override
    public List<Bidder> serving(Digest circuitId) {
        return sessions.values().stream()
                .filter(session -> session.quote(circuitId).isPresent() && session.isReady())
                .map(Bidder.class::cast)
                .toList();
    }

    /** The lowest standing quote for a circuit. */
    public OptionalLong lowestQuoteMicros(Digest circuitId) {
        return sessions.values().stream()
                .map(session -> session.quote(circuitId))
                .flatMap(Optional::stream)
                .mapToLong(Quotes.Entry::priceMicros)
                .min();
    }

    Optional<NodeSession> session(Address node) {
        return Optional.ofNullable(sessions.get(node)).filter(NodeSession::isReady);
    }

    public int count() {
        return sessions.size();
    }

    /** Tells the node, if it is attached. */
    public void lost(Lease lease, String code, String detail) {
        NodeSession session = sessions.get(lease.node());
        if (session != null) {
            session.send(NodeMessages.leaseLost(lease.jobId(), lease.token(), code, detail));
        }
    }

    /** Lets what the streams caused come to its end, and begins nothing new for them. */
    public void close() {
        gate.close(CLOSE_LIMIT);
    }

    public void endAll() {
        sessions.values().forEach(session -> session.end(Status.UNAVAILABLE.withDescription("the market stops")));
    }
}
