package dev.assay.edge.artifact;

import com.google.protobuf.UnsafeByteOperations;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.UploadHeader;
import dev.assay.proto.v1.UploadRequest;
import dev.assay.proto.v1.UploadResponse;
import dev.assay.verification.Digest;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One upload: sends a chunk whenever the transport takes one, so that memory stays small. */
final class Upload implements ClientResponseObserver<UploadRequest, UploadResponse> {

    private static final long STALL_SECONDS = 60;

    private final Channel channel;
    private final CompletableFuture<UploadResponse> answer = new CompletableFuture<>();
    private final Object ready = new Object();
    private @Nullable ClientCallStreamObserver<UploadRequest> out;

    Upload(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<UploadRequest> requests) {
        out = requests;
        requests.setOnReadyHandler(() -> {
            synchronized (ready) {
                ready.notifyAll();
            }
        });
    }

    void send(Digest digest, long offset, long sizeBytes, InputStream in, Progress progress) throws IOException {
        ArtifactServiceGrpc.newStub(channel).upload(this);
        ClientCallStreamObserver<UploadRequest> requests = java.util.Objects.requireNonNull(out);
        try {
            requests.onNext(UploadRequest.newBuilder()
                    .setHeader(UploadHeader.newBuilder()
                            .setDigest(Wire.bytes(digest))
                            .setSizeBytes(sizeBytes)
                            .setOffset(offset))
                    .build());
            long done = offset;
            byte[] chunk = in.readNBytes(ArtifactClient.CHUNK_BYTES);
            while (chunk.length > 0 && !answer.isDone()) {
                awaitReady(requests);
                requests.onNext(UploadRequest.newBuilder()
                        .setChunk(UnsafeByteOperations.unsafeWrap(chunk))
                        .build());
                done += chunk.length;
                progress.moved(done, sizeBytes);
                chunk = in.readNBytes(ArtifactClient.CHUNK_BYTES);
            }
            requests.onCompleted();
        } catch (IllegalStateException e) {
            // The call was closed under our hands; the answer says why.
        } catch (IOException | RuntimeException e) {
            requests.cancel("the source failed", e);
            throw e;
        }
        await();
    }

    private void awaitReady(ClientCallStreamObserver<UploadRequest> requests) {
        long give = System.nanoTime() + TimeUnit.SECONDS.toNanos(STALL_SECONDS);
        synchronized (ready) {
            while (!requests.isReady() && !answer.isDone()) {
                if (System.nanoTime() > give) {
                    requests.cancel("stalled", null);
                    throw new Failure(ErrorCode.UNAVAILABLE, "the upload stalled for " + STALL_SECONDS + " s");
                }
                try {
                    ready.wait(1000);
                } catch (InterruptedException e) {
                    requests.cancel("interrupted", e);
                    Thread.currentThread().interrupt();
                    throw new Failure(ErrorCode.CANCELLED, "interrupted during an upload");
                }
            }
        }
    }

    private void await() {
        try {
            answer.get(STALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Failure.of(e);
        } catch (TimeoutException e) {
            throw new Failure(ErrorCode.UNAVAILABLE, "the upload was not confirmed in " + STALL_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ErrorCode.CANCELLED, "interrupted during an upload");
        }
    }

    @Override
    public void onNext(UploadResponse response) {
        answer.complete(response);
        wake();
    }

    @Override
    public void onError(Throwable thrown) {
        answer.completeExceptionally(thrown);
        wake();
    }

    @Override
    public void onCompleted() {
        answer.completeExceptionally(new Failure(ErrorCode.INTERNAL, "the upload ended without an answer"));
        wake();
    }

    private void wake() {
        synchronized (ready) {
            ready.notifyAll();
        }
    }
}
