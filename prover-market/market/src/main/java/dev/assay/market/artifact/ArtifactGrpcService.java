package dev.assay.market.artifact;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.proto.v1.StatRequest;
import dev.assay.proto.v1.StatResponse;
import dev.assay.proto.v1.UploadRequest;
import dev.assay.proto.v1.UploadResponse;
import dev.assay.verification.Digest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Stores and serves artifacts. Nothing is trusted about an upload but its hash, once all of it is here. */
public final class ArtifactGrpcService extends ArtifactServiceGrpc.ArtifactServiceImplBase {

    private final ArtifactStore store;
    private final ArtifactFolder folder;
    private final long maxArtifactBytes;

    public ArtifactGrpcService(ArtifactStore store, long maxArtifactBytes) {
        this.store = store;
        this.folder = store.folder();
        this.maxArtifactBytes = maxArtifactBytes;
    }

    @Override
    public void stat(StatRequest request, StreamObserver<StatResponse> responses) {
        Digest digest = Wire.digest(request.getDigest());
        try {
            boolean complete = folder.has(digest);
            long sizeBytes = complete ? Files.size(folder.path(digest)) : folder.partialSizeBytes(digest);
            responses.onNext(StatResponse.newBuilder()
                    .setComplete(complete)
                    .setSizeBytes(sizeBytes)
                    .build());
            responses.onCompleted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> responses) {
        return new ArtifactUpload(store, maxArtifactBytes, (ServerCallStreamObserver<UploadResponse>) responses);
    }

    @Override
    public void download(DownloadRequest request, StreamObserver<DownloadResponse> responses) {
        Digest digest = Wire.digest(request.getDigest());
        if (!folder.has(digest)) {
            throw new Failure(ErrorCode.ARTIFACT_MISSING, "artifact " + digest + " is not here: upload it first");
        }
        try {
            new ArtifactDownload(folder.path(digest), (ServerCallStreamObserver<DownloadResponse>) responses)
                    .startAt(request.getOffset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
