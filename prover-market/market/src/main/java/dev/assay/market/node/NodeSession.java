package dev.assay.market.node;

import dev.assay.market.auction.Bidder;
import dev.assay.market.circuit.Circuits;
import dev.assay.market.job.Job;
import dev.assay.market.job.Jobs;
import dev.assay.market.lease.Award;
import dev.assay.market.lease.NodeTerms;
import dev.assay.market.store.Database;
import dev.assay.proto.v1.AttachNodeResponse;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One node's stream, from welcome to end. */
final class NodeSession implements Bidder {

    private final Address address;
    private final NodeTerms terms;
    private final ServerCallStreamObserver<AttachNodeResponse> stream;
    private final Database database;
    private final Circuits circuits;
    private final Duration acceptWithin;
    /** A node that let so many offers in a row pass in silence is not waited for, until it answers one. */
    private static final int MAX_UNANSWERED = 3;

    private final long sinceNanos = System.nanoTime();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Quotes quotes = Quotes.NONE;

    NodeSession(
            Address address,
            NodeTerms terms,
            ServerCallStreamObserver<AttachNodeResponse> stream,
            Database database,
            Circuits circuits,
            Duration acceptWithin) {
        this.address = address;
        this.terms = terms;
        this.stream = stream;
        this.database = database;
        this.circuits = circuits;
        this.acceptWithin = acceptWithin;
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public int capacity() {
        return terms.capacity();
    }

    @Override
    public String hardware() {
        return terms.hardware();
    }

    @Override
    public Optional<Signed<Quote>> standingQuote(Digest circuitId, Instant now) {
        return quotes.standing(circuitId, now);
    }

    @Override
    public boolean isAskedFirst(Digest circuitId) {
        return quotes.of(circuitId).map(Quotes.Entry::isAskedFirst).orElse(true);
    }

    void quote(Quotes replacement) {
        quotes = replacement;
    }

    Optional<Quotes.Entry> quote(Digest circuitId) {
        return quotes.of(circuitId);
    }

    /** A node that does not read what it is sent gets no offers, so that nothing piles up for it here. */
    boolean isReady() {
        return stream.isReady();
    }

    @Override
    public boolean isAwaited() {
        return unanswered.get() < MAX_UNANSWERED;
    }

    /** How long it is attached. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    /** It bid or passed, though perhaps too late. */
    void answered() {
        unanswered.set(0);
    }

    /** Whether it is attached for nothing: it serves no circuit, or is silent. */
    boolean isIdle() {
        return quotes.isEmpty() || !isAwaited();
    }

    @Override
    public void offer(Job job, Instant closes, Digest seed) {
        unanswered.incrementAndGet();
        send(NodeMessages.offer(job, closes, seed));
    }

    @Override
    public void auctionClosed(Digest jobId) {
        send(NodeMessages.auctionClosed(jobId));
    }

    /** The input goes to the winner alone. */
    @Override
    public boolean award(Award.Given award) {
        byte[] input = database.transact(tx -> new Jobs(tx).input(award.job().id()));
        return send(NodeMessages.award(award, circuits.manifest(award.job().circuitId()), input, acceptWithin));
    }

    /** @return false if the stream is gone */
    boolean send(AttachNodeResponse message) {
        synchronized (stream) {
            if (stream.isCancelled()) {
                return false;
            }
            try {
                stream.onNext(message);
                return true;
            } catch (IllegalStateException e) {
                // It was closed between the two lines.
                return false;
            }
        }
    }

    void end(Status status) {
        synchronized (stream) {
            try {
                stream.onError(status.asRuntimeException());
            } catch (IllegalStateException e) {
                // It has ended already.
            }
        }
    }
}
