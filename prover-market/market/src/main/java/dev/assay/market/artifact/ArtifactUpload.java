package dev.assay.market.artifact;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.UploadHeader;
import dev.assay.proto.v1.UploadRequest;
import dev.assay.proto.v1.UploadResponse;
import dev.assay.verification.Digest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Receives one artifact into a file of its own. */
final class ArtifactUpload implements StreamObserver<UploadRequest> {

    private final ArtifactStore store;
    private final long maxArtifactBytes;
    private final ServerCallStreamObserver<UploadResponse> responses;
    private boolean begun;
    private @Nullable Arriving arriving;
    private long sizeBytes;
    private long receivedBytes;
    private boolean ended;

    ArtifactUpload(ArtifactStore store, long maxArtifactBytes, ServerCallStreamObserver<UploadResponse> responses) {
        this.store = store;
        this.maxArtifactBytes = maxArtifactBytes;
        this.responses = responses;
        responses.setOnCancelHandler(this::end);
    }

    @Override
    public void onNext(UploadRequest message) {
        try {
            switch (message.getMessageCase()) {
                case HEADER -> begin(message.getHeader());
                case CHUNK -> append(message.getChunk());
                case MESSAGE_NOT_SET -> throw new Failure(ErrorCode.INVALID_REQUEST, "an empty message");
            }
        } catch (IOException e) {
            end();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    private synchronized void begin(UploadHeader header) throws IOException {
        if (begun || ended) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "a second header");
        }
        if (header.getSizeBytes() > maxArtifactBytes) {
            throw new Failure(
                    ErrorCode.ARTIFACT_TOO_LARGE, header.getSizeBytes() + " bytes; the limit is " + maxArtifactBytes);
        }
        Digest digest = Wire.digest(header.getDigest());
        begun = true;
        sizeBytes = header.getSizeBytes();
        receivedBytes = header.getOffset();
        if (!store.folder().has(digest)) {
            arriving = store.begin(digest, header.getOffset());
        }
    }

    private synchronized void append(ByteString chunk) throws IOException {
        if (ended || !begun) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "a chunk before the header, or after the end");
        }
        receivedBytes += chunk.size();
        if (receivedBytes > sizeBytes) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "more bytes than the " + sizeBytes + " that were announced");
        }
        if (arriving != null) {
            for (ByteBuffer part : chunk.asReadOnlyByteBufferList()) {
                arriving.write(part);
            }
        }
    }

    @Override
    public void onCompleted() {
        try {
            complete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end();
        }
        responses.onNext(UploadResponse.newBuilder().setSizeBytes(sizeBytes).build());
        responses.onCompleted();
    }

    private synchronized void complete() throws IOException {
        if (ended || !begun || receivedBytes != sizeBytes) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST, receivedBytes + " bytes came of the " + sizeBytes + " announced");
        }
        if (arriving != null) {
            arriving.complete();
        }
    }

    @Override
    public void onError(Throwable cancelled) {
        end();
    }

    /** What has arrived stays for a later upload to go on from. May be called several times. */
    private synchronized void end() {
        ended = true;
        if (arriving != null) {
            try {
                arriving.abandon();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
