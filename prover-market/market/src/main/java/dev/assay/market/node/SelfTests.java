package dev.assay.market.node;

import dev.assay.market.circuit.Circuits;
import dev.assay.market.job.Job;
import dev.assay.market.job.Jobs;
import dev.assay.market.lease.Leases;
import dev.assay.market.settle.Settlements;
import dev.assay.market.settle.Submission;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets suspended nodes show that they can prove again: each gets the last job that it failed as a canary, unpaid, and is taken
 * back when its proof verifies. It has been sent that job's input before, so nothing is shown to it that it has not seen. This
 * shows that a node works, not that it is honest: that is what its collateral is for.
 */
public final class SelfTests {

    /** A node that fails its canary, or is silent, gets the next one after that. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Database database;
    private final Circuits circuits;
    private final Leases leases;
    private final Settlements settlements;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<Address, Canary> open = new ConcurrentHashMap<>();

    public SelfTests(
            Database database, Circuits circuits, Leases leases, Settlements settlements, InstantSource clock) {
        this.database = database;
        this.circuits = circuits;
        this.leases = leases;
        this.settlements = settlements;
        this.clock = clock;
    }

    /** @param token negative, as no lease's is */
    private record Canary(long token, Digest jobId, Instant sentAt) {}

    /** Sends canaries to the suspended among the attached nodes. */
    public void offer(AttachedNodes nodes) {
        open.values().removeIf(canary -> canary.sentAt().plus(LIMIT).isBefore(clock.instant()));
        for (Address suspended : leases.suspended()) {
            nodes.session(suspended).filter(session -> isDue(suspended)).ifPresent(this::offer);
        }
    }

    private boolean isDue(Address node) {
        Canary before = open.get(node);
        return before == null || before.sentAt().plus(PAUSE).isBefore(clock.instant());
    }

    private void offer(NodeSession session) {
        Optional<Job> failed =
                leases.lastFailed(session.address()).flatMap(job -> database.transact(tx -> new Jobs(tx).find(job)));
        failed.ifPresent(job -> {
            long token = Long.MIN_VALUE | random.nextLong();
            open.put(session.address(), new Canary(token, job.id(), clock.instant()));
            byte[] input = database.transact(tx -> new Jobs(tx).input(job.id()));
            Instant deadline = clock.instant().plus(LIMIT);
            session.send(NodeMessages.canary(job.id(), token, circuits.manifest(job.circuitId()), input, deadline));
        });
    }

    /** Whether that is the answer to a canary. */
    boolean awaits(Submission submission) {
        Canary canary = open.get(submission.node());
        return canary != null
                && canary.token() == submission.token()
                && canary.jobId().equals(submission.jobId());
    }

    /** @return why it is no proof; empty if it is one and the node is taken back */
    Optional<String> judge(Submission submission) {
        Optional<String> fault = settlements.fault(submission);
        if (fault.isEmpty()) {
            open.remove(submission.node());
            leases.reinstate(submission.node());
        }
        return fault;
    }
}
