package dev.assay.client.internal;

import dev.assay.client.JobEvent;
import dev.assay.client.JobFailedException;
import dev.assay.client.VerificationException;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.WatchRequest;
import dev.assay.proto.v1.WatchResponse;
import dev.assay.verification.Digest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One request's events in order, each once, over as many broken streams as it takes. */
final class EventStream {

    // A stream that says nothing for so long is opened again: a dead peer and a quiet one look the same.
    private static final Duration STREAM_TIME = Duration.ofSeconds(60);

    private final Relay relay;
    private final Digest requestId;
    private final Instant end;
    private final Resubmission resubmission;
    private long next = 1;
    private int failures;

    /** Sends the signed request once more, to a relay that lost it. */
    @FunctionalInterface
    interface Resubmission {
        void again() throws JobFailedException, VerificationException, InterruptedException;
    }

    EventStream(Relay relay, Digest requestId, Instant end, Resubmission resubmission) {
        this.relay = relay;
        this.requestId = requestId;
        this.end = end;
        this.resubmission = resubmission;
    }

    /** Tells every event until the final one, and returns that. */
    JobEvent watch(Consumer<JobEvent> listener) throws JobFailedException, VerificationException, InterruptedException {
        while (true) {
            try {
                Iterator<WatchResponse> responses = open();
                while (responses.hasNext()) {
                    JobEvent event = Events.of(responses.next().getEvent());
                    if (isNews(event)) {
                        listener.accept(event);
                        if (event.fulfilment().isFinal()) {
                            return event;
                        }
                    }
                }
                pause(new Failure(ErrorCode.UNAVAILABLE, "the relay ended the event stream before the request did"));
            } catch (StatusRuntimeException | Failure e) {
                Calls.throwIfInterrupted();
                recover(Calls.failureOf(e));
            }
        }
    }

    private Iterator<WatchResponse> open() {
        return relay.compute()
                .withDeadlineAfter(STREAM_TIME.toMillis(), TimeUnit.MILLISECONDS)
                .watch(WatchRequest.newBuilder()
                        .setRequestId(Wire.bytes(requestId))
                        .setFromSequence(next)
                        .build());
    }

    private boolean isNews(JobEvent event) {
        if (event.sequence() < next) {
            return false;
        }
        next = event.sequence() + 1;
        failures = 0;
        return true;
    }

    private void recover(Failure failure) throws JobFailedException, VerificationException, InterruptedException {
        if (failure.code() == ErrorCode.UNKNOWN_REQUEST) {
            pause(failure);
            resubmission.again();
            next = 1;
        } else if (failure.code().retryable()) {
            pause(failure);
        } else {
            throw Calls.failed(failure);
        }
    }

    private void pause(Failure failure) throws JobFailedException, InterruptedException {
        relay.calls().waitBefore(failures++, end, failure);
    }
}
