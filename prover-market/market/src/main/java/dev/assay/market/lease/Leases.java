package dev.assay.market.lease;

import dev.assay.edge.ErrorCode;
import dev.assay.market.job.Execution;
import dev.assay.market.job.Job;
import dev.assay.market.job.Jobs;
import dev.assay.market.job.Status;
import dev.assay.market.ledger.InsufficientFunds;
import dev.assay.market.ledger.Ledger;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Gives leases: who may have one, what it costs to hold, and whether the node wants it. */
public final class Leases {

    private final Database database;
    private final Ledger ledger;
    private final LeaseTerms terms;
    private final long grantMicros;
    private final Acceptances acceptances;
    private final Aftermath aftermath;
    private final InstantSource clock;
    private final FencingTokens tokens = new FencingTokens(new SecureRandom());

    /** @param grantMicros play money for each node, once, so that it can put up collateral; 0 for none */
    public Leases(
            Database database,
            Ledger ledger,
            LeaseTerms terms,
            long grantMicros,
            Acceptances acceptances,
            Aftermath aftermath,
            InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.terms = terms;
        this.grantMicros = grantMicros;
        this.acceptances = acceptances;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    /** Remembers what an attached node can do. */
    public void welcome(Address node, NodeTerms nodeTerms) {
        database.transact(tx -> {
            new NodeTable(tx).save(node, nodeTerms, clock.instant());
            return grantMicros > 0
                    && terms.collateralPercent() > 0
                    && ledger.grant(tx, node, grantMicros, clock.instant());
        });
    }

    /** The node leaves: it keeps what it has, and gets nothing more until it attaches again. */
    public void drain(Address node) {
        database.transact(tx -> {
            new NodeTable(tx).drain(node);
            return node;
        });
    }

    /** The nodes that get nothing until they have proved again. */
    public Set<Address> suspended() {
        return database.transact(tx -> new NodeTable(tx).suspended());
    }

    /** The job that the node failed last. */
    public Optional<Digest> lastFailed(Address node) {
        return database.transact(tx -> new LeaseTable(tx).lastFailed(node));
    }

    /** The node has proved again. */
    public void reinstate(Address node) {
        database.transact(tx -> {
            new NodeTable(tx).succeeded(node);
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
            return new Standing(
                    table.held(), table.hadBefore(jobId), new NodeTable(tx).unavailable(), ledger.available(tx, nodes));
        });
    }

    /**
     * What a node is to get.
     *
     * @param priceMicros paid for a proof in time
     * @param expected how long the node needs, by its word or else by estimate
     */
    public record Offer(Digest jobId, Address node, Role role, long priceMicros, Duration expected) {}

    /** Writes down why a lease was given, in the transaction in which it is. */
    public interface Reason {
        void in(Handle transaction, long token);
    }

    /**
     * Gives the job to the node, if the job is still to be had, the node can hold one more lease, and owns the collateral,
     * which is taken in the same transaction. The node has to accept ({@link #awaitAcceptance}). A job is to be had by a first
     * holder while it is for sale; by a {@link Role#HEDGE} while another node holds it alone: the first valid proof of the two
     * is paid.
     */
    public Award award(Offer offer, Reason why) {
        Award award;
        try {
            award = database.transact(tx -> award(tx, offer, why));
        } catch (InsufficientFunds e) {
            return new Award.NodeUncovered();
        }
        if (award instanceof Award.Given(Lease lease, Job ignored)) {
            acceptances.expect(lease.token());
            aftermath.changed(offer.jobId());
        }
        return award;
    }

    private Award award(Handle transaction, Offer offer, Reason why) {
        Instant now = clock.instant();
        LeaseTable table = new LeaseTable(transaction);
        Optional<Job> job =
                new Jobs(transaction).lock(offer.jobId()).filter(found -> isToBeHad(table, found, offer, now));
        if (job.isEmpty()) {
            return new Award.JobGone();
        }
        Optional<NodeTable.Row> node = new NodeTable(transaction).lock(offer.node());
        if (!node.map(NodeTable.Row::isAvailable).orElse(false)) {
            return new Award.NodeUnavailable();
        }
        if (table.held(offer.node()) >= node.orElseThrow().capacity()) {
            return new Award.NodeFull();
        }
        Lease lease = lease(job.get(), offer, now);
        table.insert(lease);
        if (lease.collateralMicros() > 0) {
            ledger.pledge(transaction, lease.token(), lease.node(), lease.collateralMicros(), now);
        }
        why.in(transaction, lease.token());
        announce(transaction, job.get(), lease, now);
        return new Award.Given(lease, job.get());
    }

    private static boolean isToBeHad(LeaseTable table, Job job, Offer offer, Instant now) {
        if (offer.role() == Role.PRIMARY) {
            return job.isForSale(now);
        }
        List<Lease> live = table.live(job.id());
        return job.isHeld()
                && now.isBefore(job.deadline())
                && live.size() == 1
                && live.getFirst().role() == Role.PRIMARY
                && !live.getFirst().node().equals(offer.node());
    }

    private Lease lease(Job job, Offer offer, Instant now) {
        Instant promised = now.plus(offer.expected());
        boolean isRescue = offer.role() == Role.HEDGE || job.attempts() > 0;
        Instant due = isRescue && promised.isAfter(job.softDeadline()) ? promised : job.softDeadline();
        return new Lease(
                tokens.next(job.fencingToken(), now),
                job.id(),
                offer.node(),
                offer.role(),
                offer.priceMicros(),
                terms.collateralMicros(offer.priceMicros()),
                now,
                due.isAfter(job.deadline()) ? job.deadline() : due,
                promised,
                now.plus(terms.acceptWithin()).plus(terms.grace()),
                Optional.empty(),
                Optional.empty(),
                Execution.PENDING,
                Optional.empty(),
                0,
                0);
    }

    /** Without the price, which is another node's bid: the job may yet be auctioned again. */
    private static void announce(Handle transaction, Job job, Lease lease, Instant now) {
        if (lease.role() == Role.PRIMARY) {
            new Jobs(transaction).record(job, Status.assigned(Execution.PENDING), "", "node " + lease.node(), now);
        } else {
            new Jobs(transaction)
                    .record(
                            job,
                            job.status(),
                            ErrorCode.AT_RISK.name(),
                            "the node is likely late: node " + lease.node() + " works on it too",
                            now);
        }
    }

    /** The node takes the lease on. */
    public void accept(Address node, Digest jobId, long token) {
        boolean accepted = database.transact(tx -> {
            LeaseTable table = new LeaseTable(tx);
            Instant now = clock.instant();
            Optional<Lease> lease = table.find(token)
                    .filter(found -> found.node().equals(node) && found.jobId().equals(jobId))
                    .filter(found -> table.accept(found, now, now.plus(terms.duration())));
            lease.filter(found -> found.role() == Role.PRIMARY).ifPresent(found -> table.countAttempt(found.jobId()));
            return lease.isPresent();
        });
        if (accepted) {
            acceptances.accepted(token);
        }
    }

    /**
     * Waits until the node has accepted.
     *
     * @return false if it declined, or did not answer within the time that it has
     */
    public boolean awaitAcceptance(Lease lease) throws InterruptedException {
        return acceptances.await(lease.token(), terms.acceptWithin());
    }
}
