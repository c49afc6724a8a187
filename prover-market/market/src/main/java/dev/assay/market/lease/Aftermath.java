package dev.assay.market.lease;

import dev.assay.verification.Digest;

/** What follows, after its transaction, from a change of a job: watchers hear of it, auctions open, nodes are told. */
public interface Aftermath {

    /** The job has a new event. */
    void changed(Digest jobId);

    /** Nobody holds the job (any more): it wants an auction. */
    void forSale(Digest jobId);

    /** The job came to its end. */
    void finished(Digest jobId);

    /** The lease ended without pay; its node has a free slot. */
    void lost(Lease lease, String code, String detail);
}
