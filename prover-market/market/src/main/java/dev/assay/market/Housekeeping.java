package dev.assay.market;

import dev.assay.market.auction.Auctioneer;
import dev.assay.market.estimate.Estimates;
import dev.assay.market.job.Jobs;
import dev.assay.market.lease.LeaseLife;
import dev.assay.market.settle.Cancellations;
import dev.assay.market.store.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must happen without anybody asking: leases run out, deadlines pass, jobs that no thread auctions (after a restart, or
 * a failure) are taken up again.
 */
final class Housekeeping implements AutoCloseable {

    private static final long TIME_MILLIS = 200;
    private static final long LEARN_MILLIS = 500;
    private static final long RESUME_MILLIS = 2000;
    private static final int PAGE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("housekeeping-", 0).factory());

    Housekeeping(
            Database database,
            LeaseLife leases,
            Cancellations cancellations,
            Auctioneer auctioneer,
            Estimates estimates,
            InstantSource clock,
            Runnable selfTests) {
        every(TIME_MILLIS, () -> {
            cancellations.expireOverdue();
            leases.sweep();
            leases.atRisk().forEach(risk -> auctioneer.hedge(risk.jobId(), risk.holder()));
        });
        every(LEARN_MILLIS, estimates::refresh);
        every(RESUME_MILLIS, () -> resumeAll(database, auctioneer, clock));
        every(RESUME_MILLIS, selfTests);
    }

    private static void resumeAll(Database database, Auctioneer auctioneer, InstantSource clock) {
        List<Jobs.Place> page = List.of();
        do {
            Jobs.Place after = page.isEmpty() ? Jobs.Place.FIRST : page.getLast();
            page = database.transact(tx -> new Jobs(tx).forSale(after, clock.instant(), PAGE));
            page.forEach(place -> auctioneer.resume(place.id()));
        } while (page.size() == PAGE);
    }

    private void every(long millis, Runnable work) {
        timer.scheduleWithFixedDelay(() -> guarded(work), 0, millis, TimeUnit.MILLISECONDS);
    }

    /** One failure, such as a database that restarts, must not end the timer. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!timer.isShutdown()) {
                LOG.error("housekeeping failed; it is tried again", e);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
