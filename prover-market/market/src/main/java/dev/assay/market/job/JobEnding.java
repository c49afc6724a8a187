package dev.assay.market.job;

import dev.assay.edge.ErrorCode;
import dev.assay.market.ledger.Ledger;
import dev.assay.verification.sign.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        if (!settle(transaction, job, code, at)) {
            throw new IllegalStateException("the pot of job " + job.id() + " was emptied before its end");
        }
        return new Jobs(transaction).record(job, Status.refunded(fulfilment), code.name(), detail, at);
    }

    /** Who shows that an input is none has looked at it for nothing otherwise: a validator's verdict names a fee. */
    private boolean settle(Handle transaction, Job job, ErrorCode code, Instant at) {
        Optional<Fee> fee = code == ErrorCode.INPUT_REJECTED ? fee(transaction, job) : Optional.empty();
        return fee.isPresent()
                ? ledger.pay(
                        transaction,
                        job.id(),
                        List.of(new Ledger.Payee(fee.get().node(), fee.get().micros())),
                        at)
                : ledger.refund(transaction, job.id(), at);
    }

    private record Fee(Address node, long micros) {}

    private static Optional<Fee> fee(Handle transaction, Job job) {
        return transaction
                .createQuery("SELECT node, fee_micros FROM input_verdicts WHERE job_id = :job AND NOT accepted")
                .bind("job", job.id())
                .map((row, context) -> new Fee(
                        Address.of(row.getBytes("node")), Math.min(row.getLong("fee_micros"), job.maxPriceMicros())))
                .findOne();
    }
}
