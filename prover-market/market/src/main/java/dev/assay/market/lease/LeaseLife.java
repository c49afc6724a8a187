package dev.assay.market.lease;

import dev.assay.edge.ErrorCode;
import dev.assay.market.job.Execution;
import dev.assay.market.job.Jobs;
import dev.assay.market.job.Status;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Keeps leases alive from heartbeat to heartbeat, and notices those that are not. */
public final class LeaseLife {

    private static final int SWEEP = 256;

    /** Of one job: who fails it a third time with a hedge beside is not saved by one more. */
    private static final int MAX_HEDGES = 2;

    private final Database database;
    private final LeaseTerms terms;
    private final Losses losses;
    private final Aftermath aftermath;
    private final InstantSource clock;

    public LeaseLife(Database database, LeaseTerms terms, Losses losses, Aftermath aftermath, InstantSource clock) {
        this.database = database;
        this.terms = terms;
        this.losses = losses;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    /** After a time without a market: no lease ends because nobody was there to hear its node. */
    public void resume() {
        database.transact(tx -> {
            new LeaseTable(tx).extendAll(clock.instant().plus(terms.duration()));
            return tx;
        });
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
                    .filter(lease -> lease.node().equals(node)
                            && !lease.isHeld()
                            && !lease.endCode().equals(Optional.of(Lease.PAID)))
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

    /**
     * Records how far a node is; what comes late, twice or from another node is left out.
     *
     * @param left until the node thinks that it is done, if it says so
     */
    public void progress(Address node, Digest jobId, long token, Execution execution, Optional<Duration> left) {
        Instant now = clock.instant();
        boolean recorded = database.transact(tx -> {
            Optional<Losses.Held> held = Losses.held(tx, node, jobId, token);
            left.ifPresent(
                    duration -> held.ifPresent(found -> new LeaseTable(tx).recordExpected(token, now.plus(duration))));
            return held.filter(found -> isForward(found.lease(), execution))
                    .map(found -> step(tx, found, execution, now))
                    .orElse(false);
        });
        if (recorded) {
            aftermath.changed(jobId);
        }
    }

    private static boolean isForward(Lease lease, Execution execution) {
        return execution.compareTo(lease.execution()) > 0 && execution.compareTo(Execution.PROVING) <= 0;
    }

    /** @return whether the job has an event of it: only the first holder's steps are told */
    private static boolean step(Handle transaction, Losses.Held held, Execution execution, Instant now) {
        new LeaseTable(transaction).recordPhase(held.lease().token(), execution);
        if (held.lease().role() == Role.HEDGE) {
            return false;
        }
        new Jobs(transaction).record(held.job(), Status.assigned(execution), "", "", now);
        return true;
    }

    /** Ends all leases whose time is over. */
    public void sweep() {
        database.transact(tx -> new LeaseTable(tx).runOut(clock.instant(), SWEEP))
                .forEach(losses::silent);
    }

    /** A job whose holder is likely late. */
    public record AtRisk(Digest jobId, Address holder) {}

    /** The jobs that want a second node. */
    public List<AtRisk> atRisk() {
        if (terms.hedgeBelowPercent() == 0) {
            return List.of();
        }
        Instant now = clock.instant();
        return database.transact(tx -> new LeaseTable(tx).unhedged(MAX_HEDGES, now)).stream()
                .filter(watched -> onTime(watched, now) * 100 < terms.hedgeBelowPercent())
                .map(LeaseTable.Watched::lease)
                .map(lease -> new AtRisk(lease.jobId(), lease.node()))
                .toList();
    }

    /** After the soft deadline it is lateness that is to be bounded: by the deadline, then. */
    private double onTime(LeaseTable.Watched watched, Instant now) {
        boolean isLate = !now.isBefore(watched.softDeadline());
        return OnTime.probability(
                watched.lease(), isLate ? watched.deadline() : watched.softDeadline(), terms.duration(), now);
    }
}
