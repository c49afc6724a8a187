package dev.assay.market.auction;

import dev.assay.edge.ErrorCode;
import dev.assay.market.auction.AuctionHouse.Audience;
import dev.assay.market.job.Fulfilment;
import dev.assay.market.job.Job;
import dev.assay.market.job.JobFeed;
import dev.assay.market.job.Jobs;
import dev.assay.market.job.Status;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Auctions each job that is for sale until somebody holds it: one virtual thread for each, at most one for a job. The table
 * of jobs is the truth, so any of these threads can be lost and started again.
 */
public final class Auctioneer implements AutoCloseable {

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Beyond that many waiting jobs each is tried less often. */
    private static final int RETRIES_PER_SECOND = 256;

    /** A job explains at most that many times why nobody bids. */
    private static final int MAX_EXPLANATIONS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Auctioneer.class);

    private final Database database;
    private final JobFeed feed;
    private final AuctionHouse house;
    private final InstantSource clock;
    private final WaitingRoom waiting = new WaitingRoom();
    private final Set<Digest> active = new HashSet<>();
    private final Set<Digest> again = new HashSet<>();
    private volatile boolean closed;

    public Auctioneer(Database database, JobFeed feed, AuctionHouse house, InstantSource clock) {
        this.database = database;
        this.feed = feed;
        this.house = house;
        this.clock = clock;
    }

    /** Auctions the job, if it is for sale. */
    public void forSale(Digest jobId) {
        synchronized (active) {
            if (!active.add(jobId)) {
                again.add(jobId);
                waiting.wake(jobId);
                return;
            }
        }
        start(jobId);
    }

    /** The same for a job that is perhaps auctioned already, and then need not be hurried. */
    public void resume(Digest jobId) {
        synchronized (active) {
            if (closed || !active.add(jobId)) {
                return;
            }
        }
        start(jobId);
    }

    /** Looks for a second node for a job whose holder is likely late. */
    public void hedge(Digest jobId, Address holder) {
        synchronized (active) {
            if (closed || !active.add(jobId)) {
                return;
            }
        }
        Thread.ofVirtual().name("hedge-" + jobId.shortHex()).start(() -> guarded(jobId, () -> second(jobId, holder)));
    }

    private void second(Digest jobId, Address holder) throws InterruptedException {
        Optional<Job> job = database.transact(tx -> new Jobs(tx).find(jobId)).filter(Job::isHeld);
        if (job.isPresent() && house.hedge(job.get(), holder) instanceof Sale.Unsold) {
            waiting.await(job.get(), RETRY);
        }
    }

    /** Lets the first waiting jobs try at once: nodes came or got free. */
    public void slotsFree(int count) {
        waiting.wakeFirst(count);
    }

    /** The job came to its end: its thread need not wait any longer. */
    public void finished(Digest jobId) {
        waiting.wake(jobId);
    }

    private void start(Digest jobId) {
        Thread.ofVirtual().name("auction-" + jobId.shortHex()).start(() -> guarded(jobId, () -> sell(jobId)));
    }

    private interface Sales {
        void run() throws InterruptedException;
    }

    private void guarded(Digest jobId, Sales sales) {
        try {
            sales.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.error("the auction of job {} failed; it is tried again", jobId, e);
            }
        } finally {
            leave(jobId);
        }
    }

    private void leave(Digest jobId) {
        synchronized (active) {
            active.remove(jobId);
            if (!again.remove(jobId)) {
                return;
            }
        }
        if (!closed) {
            resume(jobId);
        }
    }

    private void sell(Digest jobId) throws InterruptedException {
        Set<String> explained = new HashSet<>();
        while (!closed) {
            Optional<Job> job = database.transact(tx -> new Jobs(tx).find(jobId));
            if (job.isEmpty() || !job.get().isForSale(clock.instant())) {
                return;
            }
            announce(job.get());
            Audience audience = explained.isEmpty() ? Audience.FRESH : Audience.EVERYBODY;
            if (!(house.sell(job.get(), audience) instanceof Sale.Unsold(String why))) {
                return;
            }
            explain(job.get(), why, explained);
            waiting.await(job.get(), RETRY.multipliedBy(1 + waiting.size() / RETRIES_PER_SECOND));
        }
    }

    private void announce(Job job) {
        if (job.status().fulfilment() == Fulfilment.ACCEPTED) {
            record(job.id(), "", "");
        }
    }

    private void explain(Job job, String why, Set<String> explained) {
        if (explained.size() < MAX_EXPLANATIONS && explained.add(why)) {
            record(job.id(), ErrorCode.NO_BIDS.name(), why);
        }
    }

    private void record(Digest jobId, String code, String detail) {
        database.transact(tx -> new Jobs(tx)
                .lock(jobId)
                .filter(job -> job.isForSale(clock.instant()))
                .map(job -> new Jobs(tx).record(job, Status.FOR_SALE, code, detail, clock.instant())));
        feed.changed(jobId);
    }

    @Override
    public void close() {
        closed = true;
        waiting.wakeFirst(Integer.MAX_VALUE);
    }
}
