package dev.assay.market.lease;

import dev.assay.edge.ErrorCode;
import dev.assay.market.job.Execution;
import dev.assay.market.job.Job;
import dev.assay.market.job.JobEnding;
import dev.assay.market.job.Jobs;
import dev.assay.market.job.Status;
import dev.assay.market.ledger.Ledger;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Gives leases, keeps them alive and ends them. */
public final class Leases {

    private static final int SWEEP = 256;

    private final Database database;
    private final JobEnding ending;
    private final Ledger ledger;
    private final LeaseTerms terms;
    private final Aftermath aftermath;
    private final InstantSource clock;
    private final FencingTokens tokens = new FencingTokens(new SecureRandom());

    public Leases(
            Database database,
            JobEnding ending,
            Ledger ledger,
            LeaseTerms terms,
            Aftermath aftermath,
            InstantSource clock) {
        this.database = database;
        this.ending = ending;
        this.ledger = ledger;
        this.terms = terms;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    /** Remembers what an attached node can do. */
    public void welcome(Address node, NodeTerms nodeTerms) {
        database.transact(tx -> {
            new LeaseTable(tx).saveNode(node, nodeTerms, clock.instant());
            return node;
        });
    }

    /**
     * How nodes stand to a job.
     *
     * @param held how many leases each holds
     * @param hadBefore who had the job before
     * @param unavailable who gets no new leases: suspended, or leaving
     * @param freeMicros what each of those asked for can put up as collateral
     */
    public record Standing(
            Map<Address, Integer> held,
            Set<Address> hadBefore,
            Set<Address> unavailable,
            Map<Address, Long> freeMicros) {

        /** Whether the node can be given one more lease with that collateral. */
        public boolean canTake(Address node, int capacity, long collateralMicros) {
            return held.getOrDefault(node, 0) < capacity
                    && !unavailable.contains(node)
                    && freeMicros.getOrDefault(node, 0L) >= collateralMicros;
        }
    }

    /** @param nodes those whose collateral is of interest */
    public Standing standing(Digest jobId, Collection<Address> nodes) {
        return database.transact(tx -> {
            LeaseTable table = new LeaseTable(tx);
            return new Standing(table.held(), table.hadBefore(jobId), table.unavailable(), ledger.available(tx, nodes));
        });
    }

    /** What a node must put up for a lease at that price. */
    public long collateralMicros(long priceMicros) {
        return 0;
    }

    /** Writes down why a lease was given, in the transaction in which it is. */
    public interface Reason {
        void in(Handle transaction, long token);
    }

    /** Gives the job to the node, if it is still for sale and the node can hold one more lease. */
    public Award award(Digest jobId, Address node, long priceMicros, Reason why) {
        Award award = database.transact(tx -> award(tx, jobId, node, priceMicros, why));
        if (award instanceof Award.Given) {
            aftermath.changed(jobId);
        }
        return award;
    }

    private Award award(Handle transaction, Digest jobId, Address node, long priceMicros, Reason why) {
        Instant now = clock.instant();
        LeaseTable table = new LeaseTable(transaction);
        Optional<Job> job = new Jobs(transaction).lock(jobId).filter(found -> found.isForSale(now));
        if (job.isEmpty()) {
            return new Award.JobGone();
        }
        if (!table.lockFreeSlot(node)) {
            return new Award.NodeFull();
        }
        long token = tokens.next(job.get().fencingToken(), now);
        Lease lease = new Lease(token, jobId, node, priceMicros, now.plus(terms.duration()), Optional.empty());
        table.insert(lease, now);
        why.in(transaction, token);
        // Without the price, which is another node's bid: the job may yet be auctioned again.
        new Jobs(transaction).record(job.get(), Status.assigned(Execution.PENDING), "", "node " + node, now);
        return new Award.Given(lease, job.get());
    }

    /** Extends the node's leases, and tells it, perhaps once more, of those that it names and no longer holds. */
    public void heartbeat(Address node, Collection<Long> named) {
        if (named.isEmpty()) {
            return;
        }
        Instant until = clock.instant().plus(terms.duration());
        Set<Long> alive = database.transact(tx -> new LeaseTable(tx).extend(node, named, until));
        Set<Long> gone = new HashSet<>(named);
        gone.removeAll(alive);
        if (!gone.isEmpty()) {
            database
                    .transact(tx -> gone.stream()
                            .map(new LeaseTable(tx)::find)
                            .flatMap(Optional::stream)
                            .toList())
                    .stream()
                    .filter(lease ->
                            lease.node().equals(node) && !lease.endCode().equals(Optional.of(Lease.PAID)))
                    .forEach(lease -> aftermath.lost(
                            lease, lease.endCode().orElse(ErrorCode.LEASE_LOST.name()), "the lease ended before"));
        }
    }

    /** The node's stream broke: its leases end after the grace time unless it is back by then. */
    public void disconnected(Address node) {
        Instant until = clock.instant().plus(terms.grace());
        database.transact(tx -> {
            new LeaseTable(tx).shorten(node, until);
            return node;
        });
    }

    /** Records a step forward; what comes late, twice or from another node is left out. */
    public void progress(Address node, Digest jobId, long token, Execution execution) {
        boolean recorded = database.transact(tx -> {
            Optional<Job> job = held(tx, node, jobId, token).filter(found -> isForward(found, execution));
            job.ifPresent(found -> new Jobs(tx).record(found, Status.assigned(execution), "", "", clock.instant()));
            return job.isPresent();
        });
        if (recorded) {
            aftermath.changed(jobId);
        }
    }

    private static boolean isForward(Job job, Execution execution) {
        return execution.compareTo(job.status().execution()) > 0 && execution.compareTo(Execution.PROVING) <= 0;
    }

    /** The locked job, if the node holds it under that token. */
    private static Optional<Job> held(Handle transaction, Address node, Digest jobId, long token) {
        return new Jobs(transaction)
                .lock(jobId)
                .filter(job -> job.isHeldUnder(token))
                .filter(job -> new LeaseTable(transaction)
                        .current(job)
                        .filter(lease -> lease.node().equals(node))
                        .isPresent());
    }

    /**
     * The node gives the job back. {@link ErrorCode#INPUT_REJECTED} ends the job, on this node's word alone: the market
     * computes no witness, so it cannot tell. A node that lies gains nothing by it, and nobody else is paid either.
     */
    public void surrender(Address node, Digest jobId, long token, String code, String detail) {
        boolean isFinal = code.equals(ErrorCode.INPUT_REJECTED.name());
        String given = "the node gave it back: " + code + " " + detail;
        Optional<Ended> ended = database.transact(tx -> held(tx, node, jobId, token)
                .map(job -> isFinal ? failed(tx, job, ErrorCode.INPUT_REJECTED, detail) : lost(tx, job, code, given)));
        ended.ifPresent(end -> follow(end, code, detail));
    }

    /** We failed to settle what the node handed in: it must not wait for an answer, nor the job for the deadline. */
    public void giveUp(Address node, Digest jobId, long token) {
        String code = ErrorCode.INTERNAL.name();
        String detail = "the market failed to settle the proof";
        Optional<Ended> ended =
                database.transact(tx -> held(tx, node, jobId, token).map(job -> lost(tx, job, code, detail)));
        ended.ifPresent(end -> follow(end, code, detail));
    }

    /** Ends all leases whose time is over. */
    public void sweep() {
        List<Lease> over = database.transact(tx -> new LeaseTable(tx).runOut(clock.instant(), SWEEP));
        for (Lease lease : over) {
            String detail = "no heartbeat in time";
            database.transact(tx -> new Jobs(tx)
                            .lock(lease.jobId())
                            .flatMap(job -> new LeaseTable(tx)
                                    .current(job)
                                    .filter(current -> !current.until().isAfter(clock.instant()))
                                    .map(current -> lost(tx, job, ErrorCode.LEASE_LOST.name(), detail))))
                    .ifPresent(end -> follow(end, ErrorCode.LEASE_LOST.name(), detail));
        }
    }

    /** A lease that ended, and whether the job ended with it. */
    public record Ended(Lease lease, boolean isJobFinished) {}

    /** Ends the lease of a locked job; the job is for sale again, unless too many leases ended this way. */
    public Ended lost(Handle transaction, Job job, String code, String detail) {
        if (job.attempts() >= terms.maxAttempts()) {
            return failed(
                    transaction,
                    job,
                    ErrorCode.ATTEMPTS_EXHAUSTED,
                    job.attempts() + " nodes had it, the last one ended with " + code + ": " + detail);
        }
        Lease lease = endLease(transaction, job, code);
        String known = ErrorCode.named(code).name().equals(code) ? code : ErrorCode.LEASE_LOST.name();
        new Jobs(transaction).record(job, Status.FOR_SALE, known, detail, clock.instant());
        return new Ended(lease, false);
    }

    private Ended failed(Handle transaction, Job job, ErrorCode code, String detail) {
        Lease lease = endLease(transaction, job, code.name());
        ending.fail(transaction, job, code, detail, clock.instant());
        return new Ended(lease, true);
    }

    private Lease endLease(Handle transaction, Job job, String code) {
        LeaseTable table = new LeaseTable(transaction);
        Lease lease = table.current(job).orElseThrow();
        table.end(lease, code, clock.instant());
        return lease;
    }

    /** After the transaction in which {@link #lost} was called. */
    public void follow(Ended ended, String code, String detail) {
        Lease lease = ended.lease();
        aftermath.changed(lease.jobId());
        aftermath.lost(lease, code, detail);
        if (ended.isJobFinished()) {
            aftermath.finished(lease.jobId());
        } else {
            aftermath.forSale(lease.jobId());
        }
    }
}
