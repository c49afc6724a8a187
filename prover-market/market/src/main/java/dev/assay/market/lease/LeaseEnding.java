package dev.assay.market.lease;

import dev.assay.market.job.Job;
import dev.assay.market.ledger.Ledger;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Ends leases of locked jobs: the collateral goes where the ending says, in the same transaction. */
public final class LeaseEnding {

    private final Ledger ledger;
    private final LeaseTerms terms;

    public LeaseEnding(Ledger ledger, LeaseTerms terms) {
        this.ledger = ledger;
        this.terms = terms;
    }

    /**
     * Must come before the job's own end, which empties the pot into which a share of the slashed collateral goes.
     *
     * @return that share
     * @throws IllegalStateException if it had ended before
     */
    public long end(Handle transaction, Job job, Lease lease, Ending ending, String code, Instant at) {
        long slashed = Penalty.micros(lease, ending, job.deadline(), at);
        long share = terms.shareMicros(slashed);
        LeaseTable table = new LeaseTable(transaction);
        if (!table.end(lease, ending, code, slashed, at)) {
            throw new IllegalStateException("lease " + lease.token() + " ended before");
        }
        count(new NodeTable(transaction), lease, ending, code);
        if (lease.collateralMicros() > 0) {
            ledger.release(transaction, lease.token(), job.id(), slashed, share, at);
        }
        if (share > 0) {
            table.addRelief(job.id(), share);
        }
        return share;
    }

    private void count(NodeTable nodes, Lease lease, Ending ending, String code) {
        if (ending.isFault()) {
            nodes.failed(lease.node(), code, terms.maxFailures());
        } else if (ending == Ending.PAID) {
            nodes.succeeded(lease.node());
        }
    }
}
