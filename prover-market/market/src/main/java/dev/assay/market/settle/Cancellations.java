package dev.assay.market.settle;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.job.Job;
import dev.assay.market.job.JobEnding;
import dev.assay.market.job.JobEvent;
import dev.assay.market.job.Jobs;
import dev.assay.market.lease.Aftermath;
import dev.assay.market.lease.Ending;
import dev.assay.market.lease.Lease;
import dev.assay.market.lease.LeaseEnding;
import dev.assay.market.lease.LeaseTable;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Cancel;
import dev.assay.verification.statement.Signed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Ends jobs before a proof: at their requester's word, or when their time is over. A node that works on one is told. */
public final class Cancellations {

    private static final int SWEEP = 256;

    private final Database database;
    private final JobEnding ending;
    private final LeaseEnding leaseEnding;
    private final SigningDomain domain;
    private final Aftermath aftermath;
    private final InstantSource clock;

    public Cancellations(
            Database database,
            JobEnding ending,
            LeaseEnding leaseEnding,
            SigningDomain domain,
            Aftermath aftermath,
            InstantSource clock) {
        this.database = database;
        this.ending = ending;
        this.leaseEnding = leaseEnding;
        this.domain = domain;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    private record End(JobEvent event, List<Lease> leases) {}

    /**
     * Cancels a job that has not ended, at its requester's signed word. One that has ended stays as it is.
     *
     * @return the job's last event: whether it is CANCELLED says whether the wish came in time
     * @throws Failure {@link ErrorCode#UNKNOWN_REQUEST} or {@link ErrorCode#BAD_SIGNATURE}
     */
    public JobEvent cancel(Digest jobId, byte[] signature) {
        End end = database.transact(tx -> {
            Job job = new Jobs(tx)
                    .lock(jobId)
                    .orElseThrow(() -> new Failure(ErrorCode.UNKNOWN_REQUEST, "no job " + jobId));
            requireSigned(job, signature);
            if (job.status().fulfilment().isFinished()) {
                return new End(new Jobs(tx).latestEvent(job), List.of());
            }
            return end(tx, job, Ending.CANCELLED, ErrorCode.CANCELLED, now -> ending.cancel(tx, job, now));
        });
        follow(jobId, end, ErrorCode.CANCELLED);
        return end.event();
    }

    private void requireSigned(Job job, byte[] signature) {
        if (!(Signed.verify(new Cancel(job.id()), signature, job.requester(), domain) instanceof Verdict.Verified)) {
            throw new Failure(ErrorCode.BAD_SIGNATURE, "not signed by the job's requester for this deployment");
        }
    }

    /** Ends every unfinished job whose deadline has passed. */
    public void expireOverdue() {
        List<Digest> overdue = database.transact(tx -> new Jobs(tx).overdue(clock.instant(), SWEEP));
        for (Digest jobId : overdue) {
            database.transact(tx -> new Jobs(tx)
                            .lock(jobId)
                            .filter(job -> !job.status().fulfilment().isFinished())
                            .map(job -> end(
                                    tx, job, Ending.OVERDUE, ErrorCode.EXPIRED, now -> ending.expire(tx, job, now))))
                    .ifPresent(end -> follow(jobId, end, ErrorCode.EXPIRED));
        }
    }

    private End end(Handle transaction, Job job, Ending leaseEnds, ErrorCode code, Function<Instant, JobEvent> how) {
        Instant now = clock.instant();
        List<Lease> leases = new LeaseTable(transaction).live(job.id());
        for (Lease lease : leases) {
            // Who has not even accepted yet has not been late.
            Ending ends = lease.isAccepted() ? leaseEnds : Ending.CANCELLED;
            leaseEnding.end(transaction, job, lease, ends, code.name(), now);
        }
        return new End(how.apply(now), leases);
    }

    private void follow(Digest jobId, End end, ErrorCode code) {
        aftermath.changed(jobId);
        aftermath.finished(jobId);
        end.leases()
                .forEach(lease -> aftermath.lost(lease, code.name(), end.event().detail()));
    }
}
