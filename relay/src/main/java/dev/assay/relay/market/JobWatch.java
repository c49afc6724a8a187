package dev.assay.relay.market;

import static java.util.Objects.requireNonNull;

import dev.assay.proto.v1.WatchJobRequest;
import dev.assay.proto.v1.WatchJobResponse;
import dev.assay.proto.v1.WatchResponse;
import dev.assay.relay.forward.Valve;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCallStreamObserver;
import org.jspecify.annotations.Nullable;

/** A job's events on their way from the market to a watcher, one at a time and no faster than it reads them. */
final class JobWatch implements ClientResponseObserver<WatchJobRequest, WatchJobResponse> {

    private final ServerCallStreamObserver<WatchResponse> watcher;
    private @Nullable Valve valve;

    JobWatch(ServerCallStreamObserver<WatchResponse> watcher) {
        this.watcher = watcher;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchJobRequest> market) {
        market.disableAutoRequestWithInitial(1);
        Valve opened = new Valve(() -> market.request(1), watcher::isReady);
        valve = opened;
        watcher.setOnReadyHandler(opened::ready);
        watcher.setOnCancelHandler(() -> market.cancel("the watcher went away", null));
    }

    @Override
    public void onNext(WatchJobResponse response) {
        watcher.onNext(WatchResponse.newBuilder().setEvent(response.getEvent()).build());
        requireNonNull(valve, "set before the start").passed();
    }

    @Override
    public void onError(Throwable thrown) {
        watcher.onError(MarketFailure.of(thrown));
    }

    @Override
    public void onCompleted() {
        watcher.onCompleted();
    }
}
