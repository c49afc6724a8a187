package dev.assay.market.lease;

import dev.assay.market.job.Job;

/** What came of the attempt to give a job to a node. */
public sealed interface Award {

    /**
     * The node holds the job, if it accepts in time.
     *
     * @param job as it was before
     */
    record Given(Lease lease, Job job) implements Award {}

    /** The node holds as many leases as it can: it bid for more jobs than it can do. */
    record NodeFull() implements Award {}

    /** The node is suspended, or leaves. */
    record NodeUnavailable() implements Award {}

    /** The node does not own what it would have to put up. */
    record NodeUncovered() implements Award {}

    /** The job is no longer to be had: cancelled, expired, or given away by another market process. */
    record JobGone() implements Award {}
}
