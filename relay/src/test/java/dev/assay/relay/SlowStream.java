package dev.assay.relay;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader that gets a message only when it asks for one. */
final class SlowStream<Q, P> implements ClientResponseObserver<Q, P> {

    final List<P> received = new CopyOnWriteArrayList<>();
    final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CompletableFuture<ClientCallStreamObserver<Q>> call = new CompletableFuture<>();

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> stream) {
        stream.disableAutoRequestWithInitial(0);
        call.complete(stream);
    }

    void ask(int messages) {
        call.join().request(messages);
    }

    void cancel() {
        call.join().cancel("enough", null);
    }

    @Override
    public void onNext(P message) {
        received.add(message);
    }

    @Override
    public void onError(Throwable thrown) {
        ended.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {
        ended.complete(true);
    }
}
