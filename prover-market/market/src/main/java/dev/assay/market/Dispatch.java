package dev.assay.market;

import dev.assay.market.auction.Auctioneer;
import dev.assay.market.job.JobFeed;
import dev.assay.market.lease.Aftermath;
import dev.assay.market.lease.Lease;
import dev.assay.market.node.AttachedNodes;
import dev.assay.verification.Digest;
import org.jspecify.annotations.Nullable;

/** Carries what follows from a change to those who must act on it. */
final class Dispatch implements Aftermath {

    private final JobFeed feed;
    private final AttachedNodes nodes;
    private volatile @Nullable Auctioneer auctioneer;

    Dispatch(JobFeed feed, AttachedNodes nodes) {
        this.feed = feed;
        this.nodes = nodes;
    }

    /** Auctions need leases and the end of a lease needs an auction: one of the two arrows is drawn late. */
    void connect(Auctioneer connected) {
        auctioneer = connected;
    }

    private Auctioneer auctioneer() {
        Auctioneer connected = auctioneer;
        if (connected == null) {
            throw new IllegalStateException("not connected yet");
        }
        return connected;
    }

    @Override
    public void changed(Digest jobId) {
        feed.changed(jobId);
    }

    @Override
    public void forSale(Digest jobId) {
        auctioneer().forSale(jobId);
    }

    @Override
    public void finished(Digest jobId) {
        auctioneer().finished(jobId);
        auctioneer().slotsFree(1);
    }

    @Override
    public void lost(Lease lease, String code, String detail) {
        nodes.lost(lease, code, detail);
        auctioneer().slotsFree(1);
    }
}
