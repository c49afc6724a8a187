package dev.assay.market.job;

import dev.assay.edge.ErrorCode;
import dev.assay.market.ledger.Ledger;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Ends a locked job without a proof: the requester gets everything back. */
public final class JobEnding {

    private final Ledger ledger;

    public JobEnding(Ledger ledger) {
        this.ledger = ledger;
    }

    public JobEvent fail(Handle transaction, Job job, ErrorCode code, String detail, Instant at) {
        return end(transaction, job, Fulfilment.FAILED, code, detail, at);
    }

    public JobEvent cancel(Handle transaction, Job job, Instant at) {
        return end(transaction, job, Fulfilment.CANCELLED, ErrorCode.CANCELLED, "the requester cancelled", at);
    }

    /** A job that no node ever took says why: "nobody bid" asks for another remedy than "too slow". */
    public JobEvent expire(Handle transaction, Job job, Instant at) {
        JobEvent latest = new Jobs(transaction).latestEvent(job);
        if (job.attempts() == 0) {
            String why = latest.detail().isEmpty() ? "no node bid before the deadline" : latest.detail();
            return end(transaction, job, Fulfilment.EXPIRED, ErrorCode.NO_BIDS, why, at);
        }
        return end(transaction, job, Fulfilment.EXPIRED, ErrorCode.EXPIRED, "no proof before the deadline", at);
    }

    private JobEvent end(
            Handle transaction, Job job, Fulfilment fulfilment, ErrorCode code, String detail, Instant at) {
        if (job.status().fulfilment().isFinished()) {
            throw new IllegalStateException("job " + job.id() + " ended before: " + job.status());
        }
        if (!ledger.refund(transaction, job.id(), at)) {
            throw new IllegalStateException("the pot of job " + job.id() + " was emptied before its end");
        }
        return new Jobs(transaction).record(job, Status.refunded(fulfilment), code.name(), detail, at);
    }
}
