package dev.assay.market.artifact;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.proto.v1.UploadHeader;
import dev.assay.proto.v1.UploadRequest;
import dev.assay.proto.v1.UploadResponse;
import dev.assay.verification.Digest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Receives one artifact. One stream at a time writes an artifact; a newer one takes over, since the older is most likely the
 * same sender before its connection broke.
 */
final class ArtifactUpload implements StreamObserver<UploadRequest> {

    private final ArtifactFolder folder;
    private final long maxArtifactBytes;
    private final ConcurrentHashMap<Digest, ArtifactUpload> uploads;
    private final ServerCallStreamObserver<UploadResponse> responses;
    private @Nullable Digest digest;
    private @Nullable FileChannel file;
    private long sizeBytes;
    private long receivedBytes;
    private boolean ended;

    ArtifactUpload(
            ArtifactFolder folder,
            long maxArtifactBytes,
            ConcurrentHashMap<Digest, ArtifactUpload> uploads,
            ServerCallStreamObserver<UploadResponse> responses) {
        this.folder = folder;
        this.maxArtifactBytes = maxArtifactBytes;
        this.uploads = uploads;
        this.responses = responses;
        responses.setOnCancelHandler(this::end);
    }

    @Override
    public void onNext(UploadRequest message) {
        try {
            switch (message.getMessageCase()) {
                case HEADER -> open(message.getHeader());
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

    private void open(UploadHeader header) throws IOException {
        Digest named = Wire.digest(header.getDigest());
        if (digest != null) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "a second header");
        }
        if (header.getSizeBytes() > maxArtifactBytes) {
            throw new Failure(
                    ErrorCode.ARTIFACT_TOO_LARGE, header.getSizeBytes() + " bytes; the limit is " + maxArtifactBytes);
        }
        ArtifactUpload older = uploads.put(named, this);
        if (older != null) {
            older.giveWay();
        }
        start(named, header);
    }

    private synchronized void start(Digest named, UploadHeader header) throws IOException {
        digest = named;
        sizeBytes = header.getSizeBytes();
        receivedBytes = header.getOffset();
        if (folder.has(named)) {
            return;
        }
        FileChannel opened =
                FileChannel.open(folder.partial(named), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file = opened;
        if (header.getOffset() > opened.size()) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST,
                    "the offset is " + header.getOffset() + ", but " + opened.size() + " bytes are here");
        }
        opened.truncate(header.getOffset()).position(header.getOffset());
    }

    private synchronized void append(ByteString chunk) throws IOException {
        if (ended || digest == null) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST, "a chunk before the header, or after another upload took over");
        }
        receivedBytes += chunk.size();
        if (receivedBytes > sizeBytes) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "more bytes than the " + sizeBytes + " that were announced");
        }
        if (file != null) {
            for (ByteBuffer part : chunk.asReadOnlyByteBufferList()) {
                while (part.hasRemaining()) {
                    file.write(part);
                }
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
        if (ended || digest == null || receivedBytes != sizeBytes) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST, receivedBytes + " bytes came of the " + sizeBytes + " announced");
        }
        if (file != null) {
            file.close();
            if (!folder.has(digest) && Files.exists(folder.partial(digest))) {
                folder.complete(digest);
            }
        }
    }

    @Override
    public void onError(Throwable cancelled) {
        end();
    }

    private void giveWay() {
        end();
        synchronized (responses) {
            try {
                responses.onError(new Failure(ErrorCode.UNAVAILABLE, "another upload of the same artifact took over")
                        .toStatusException());
            } catch (IllegalStateException e) {
                // It has ended already.
            }
        }
    }

    /** What has arrived stays for a later stream to go on from. */
    private synchronized void end() {
        ended = true;
        if (digest != null) {
            uploads.remove(digest, this);
        }
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
