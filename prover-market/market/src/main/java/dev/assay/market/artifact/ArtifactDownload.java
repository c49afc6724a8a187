package dev.assay.market.artifact;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.proto.v1.DownloadResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sends one artifact, a chunk whenever the transport takes one, so that a slow reader costs no memory. */
final class ArtifactDownload {

    private static final int CHUNK_BYTES = 256 << 10;

    private final FileChannel file;
    private final ServerCallStreamObserver<DownloadResponse> responses;
    private boolean done;

    ArtifactDownload(Path path, ServerCallStreamObserver<DownloadResponse> responses) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        this.responses = responses;
    }

    void startAt(long offset) throws IOException {
        if (offset > file.size()) {
            file.close();
            throw new Failure(ErrorCode.INVALID_REQUEST, "the offset " + offset + " is beyond the artifact's end");
        }
        file.position(offset);
        responses.setOnReadyHandler(this::send);
        responses.setOnCancelHandler(this::close);
        send();
    }

    private synchronized void send() {
        try {
            while (!done && responses.isReady()) {
                ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
                if (file.read(chunk) < 0) {
                    close();
                    responses.onCompleted();
                } else {
                    responses.onNext(DownloadResponse.newBuilder()
                            .setChunk(ByteString.copyFrom(chunk.flip()))
                            .build());
                }
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void close() {
        done = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
