package dev.assay.market;

import dev.assay.market.job.JobEvent;
import dev.assay.market.job.JobFeed;
import dev.assay.proto.v1.WatchJobResponse;
import dev.assay.verification.Digest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a job's events to one caller, on a virtual thread of its own: the call's thread must stay free to hear that the
 * caller has gone.
 */
final class EventStream implements JobFeed.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final ServerCallStreamObserver<WatchJobResponse> responses;
    private final Semaphore bell = new Semaphore(0);

    EventStream(ServerCallStreamObserver<WatchJobResponse> responses) {
        this.responses = responses;
        responses.setOnReadyHandler(bell::release);
        responses.setOnCancelHandler(bell::release);
    }

    void start(JobFeed feed, Digest jobId, long fromSequence) {
        Thread.ofVirtual().name("watch-" + jobId.shortHex()).start(() -> {
            try {
                feed.watch(jobId, fromSequence, this);
                if (listens()) {
                    responses.onCompleted();
                }
            } catch (InterruptedException | RuntimeException e) {
                LOG.warn("watching job {} failed", jobId, e);
                responses.onError(Status.UNAVAILABLE
                        .withDescription("the service stops or its database is away; watch again")
                        .asRuntimeException());
            }
        });
    }

    /** Waits while the transport is full, so that a slow reader costs no memory. */
    @Override
    public boolean hears(JobEvent event) {
        try {
            while (listens() && !responses.isReady()) {
                boolean ignored = bell.tryAcquire(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (!listens()) {
            return false;
        }
        responses.onNext(
                WatchJobResponse.newBuilder().setEvent(JobWire.event(event)).build());
        return true;
    }

    @Override
    public boolean listens() {
        return !responses.isCancelled();
    }
}
