package dev.assay.enclave.endorse;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads so many bytes and no more, whatever the answer says its length is. */
final class BoundedBody implements BodySubscriber<byte[]> {

    /** What happens to an answer that is longer. */
    enum Excess {
        REFUSED,
        CUT
    }

    private final int maxBytes;
    private final Excess excess;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int maxBytes, Excess excess) {
        this.maxBytes = maxBytes;
        this.excess = excess;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), maxBytes - read.size())];
            boolean isTooLong = buffer.remaining() > bytes.length;
            buffer.get(bytes);
            read.writeBytes(bytes);
            if (isTooLong) {
                stop();
                return;
            }
        }
    }

    private void stop() {
        if (subscription != null) {
            subscription.cancel();
        }
        if (excess == Excess.CUT) {
            body.complete(read.toByteArray());
        } else {
            body.completeExceptionally(new MalformedAnswer("more than " + maxBytes + " bytes"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(read.toByteArray());
    }
}
