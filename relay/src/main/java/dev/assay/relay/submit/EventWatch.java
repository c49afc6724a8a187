package dev.assay.relay.submit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.WatchResponse;
import dev.assay.relay.request.EventLog;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Optional;

/** One watcher of one request: a place in the log, moved on when there is an event and the watcher has room for it. */
final class EventWatch implements Runnable {

    private static final int MAX_WATCHERS = 64;

    private final EventLog log;
    private final ServerCallStreamObserver<WatchResponse> watcher;
    private long next;
    private boolean ended;

    /** @param fromSequence unsigned, as on the wire */
    private EventWatch(EventLog log, long fromSequence, ServerCallStreamObserver<WatchResponse> watcher) {
        this.log = log;
        this.next = fromSequence < 0 ? Long.MAX_VALUE : Math.max(1, fromSequence);
        this.watcher = watcher;
    }

    /** @throws Failure OVERLOADED if the request has as many watchers as it bears */
    static void start(EventLog log, long fromSequence, ServerCallStreamObserver<WatchResponse> watcher) {
        EventWatch watch = new EventWatch(log, fromSequence, watcher);
        if (!log.watch(watch, MAX_WATCHERS)) {
            throw new Failure(ErrorCode.OVERLOADED, "too many watch this request");
        }
        watcher.setOnReadyHandler(watch);
        watcher.setOnCancelHandler(() -> log.unwatch(watch));
        watcher.setOnCloseHandler(() -> log.unwatch(watch));
        watch.run();
    }

    @Override
    public synchronized void run() {
        while (!ended && watcher.isReady()) {
            Optional<Event> event = log.at(next);
            if (event.isEmpty() && !log.ended()) {
                return;
            }
            event.ifPresent(this::send);
            if (event.isEmpty() || EventLog.isLast(event.get())) {
                end();
            }
        }
    }

    private void send(Event event) {
        next++;
        watcher.onNext(WatchResponse.newBuilder().setEvent(event).build());
    }

    private void end() {
        ended = true;
        log.unwatch(this);
        watcher.onCompleted();
    }
}
