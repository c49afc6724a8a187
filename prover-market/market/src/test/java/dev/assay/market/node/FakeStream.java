package dev.assay.market.node;

import dev.assay.proto.v1.AttachNodeResponse;
import io.grpc.stub.ServerCallStreamObserver;
import org.jspecify.annotations.Nullable;

/** A node's side of a stream that is always ready. */
final class FakeStream extends ServerCallStreamObserver<AttachNodeResponse> {

    @Nullable
    Throwable ended;

    @Override
    public boolean isCancelled() {
        return ended != null;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void onNext(AttachNodeResponse message) {}

    @Override
    public void onError(Throwable thrown) {
        ended = thrown;
    }

    @Override
    public void onCompleted() {}
}
