package dev.assay.edge.artifact;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.proto.v1.StatRequest;
import dev.assay.proto.v1.StatResponse;
import dev.assay.proto.v1.UploadRequest;
import dev.assay.proto.v1.UploadResponse;
import dev.assay.verification.Digest;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A folder as a service, for one client at a time; hands out what lies there, right or wrong. */
final class FolderService extends ArtifactServiceGrpc.ArtifactServiceImplBase {

    private static final int CHUNK_BYTES = 100_000;

    final List<Long> uploadOffsets = new CopyOnWriteArrayList<>();
    final List<Long> downloadOffsets = new CopyOnWriteArrayList<>();
    private final ArtifactFolder folder;

    FolderService(ArtifactFolder folder) {
        this.folder = folder;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stat(StatRequest request, StreamObserver<StatResponse> out) {
        Digest digest = Wire.digest(request.getDigest());
        run(() -> out.onNext(StatResponse.newBuilder()
                .setComplete(folder.has(digest))
                .setSizeBytes(folder.has(digest) ? Files.size(folder.path(digest)) : folder.partialSizeBytes(digest))
                .build()));
        out.onCompleted();
    }

    @Override
    public void download(DownloadRequest request, StreamObserver<DownloadResponse> out) {
        downloadOffsets.add(request.getOffset());
        run(() -> {
            byte[] bytes = Files.readAllBytes(folder.path(Wire.digest(request.getDigest())));
            for (int at = (int) request.getOffset(); at < bytes.length; at += CHUNK_BYTES) {
                int length = Math.min(CHUNK_BYTES, bytes.length - at);
                out.onNext(DownloadResponse.newBuilder()
                        .setChunk(ByteString.copyFrom(bytes, at, length))
                        .build());
            }
        });
        out.onCompleted();
    }

    @Override
    public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> out) {
        return new StreamObserver<>() {
            private Digest digest = Digest.sha256(new byte[0]);

            @Override
            public void onNext(UploadRequest request) {
                FolderService.run(() -> take(request));
            }

            private void take(UploadRequest request) throws IOException {
                if (request.hasHeader()) {
                    digest = Wire.digest(request.getHeader().getDigest());
                    uploadOffsets.add(request.getHeader().getOffset());
                    cut(folder.partial(digest), request.getHeader().getOffset());
                } else {
                    append(folder.partial(digest), request.getChunk().toByteArray());
                }
            }

            @Override
            public void onError(Throwable thrown) {}

            @Override
            public void onCompleted() {
                FolderService.run(() -> folder.complete(digest));
                out.onNext(UploadResponse.getDefaultInstance());
                out.onCompleted();
            }
        };
    }

    private static void cut(Path partial, long sizeBytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(partial.toFile(), "rw")) {
            file.setLength(sizeBytes);
        }
    }

    private static void append(Path partial, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(partial.toFile(), "rw")) {
            file.seek(file.length());
            file.write(bytes);
        }
    }
}
