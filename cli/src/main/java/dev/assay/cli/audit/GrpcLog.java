package dev.assay.cli.audit;

import com.google.protobuf.ByteString;
import dev.assay.edge.Channels;
import dev.assay.edge.HostPort;
import dev.assay.proto.v1.GetBookRequest;
import dev.assay.proto.v1.GetBookResponse;
import dev.assay.proto.v1.GetCheckpointRequest;
import dev.assay.proto.v1.GetCheckpointResponse;
import dev.assay.proto.v1.GetRoundRequest;
import dev.assay.proto.v1.GetRoundResponse;
import dev.assay.proto.v1.GetTileRequest;
import dev.assay.proto.v1.GetTileResponse;
import dev.assay.proto.v1.TranscriptServiceGrpc;
import dev.assay.proto.v1.TranscriptServiceGrpc.TranscriptServiceBlockingStub;
import dev.assay.verification.transcript.PublishedLog;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A log behind a relay or market, in the paths that it has over HTTP. */
final class GrpcLog implements LogSource {

    private static final int CALL_SECONDS = 20;

    private final HostPort address;
    private final ManagedChannel channel;

    GrpcLog(HostPort address) {
        this.address = address;
        this.channel = Channels.connect(address);
    }

    private TranscriptServiceBlockingStub call() {
        return TranscriptServiceGrpc.newBlockingStub(channel).withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Optional<byte[]> read(String path) {
        try {
            String[] parts = path.split("/", 2);
            return switch (parts[0]) {
                case PublishedLog.CHECKPOINT ->
                    Optional.of(checkpoint().getCheckpoint().toByteArray());
                case KEY -> Optional.of(checkpoint().getKey().getBytes(StandardCharsets.UTF_8));
                case "record" -> record(Long.parseLong(parts[1]));
                case "book" -> book(HexFormat.of().parseHex(parts[1]));
                default -> tile(path);
            };
        } catch (StatusRuntimeException e) {
            throw LogSource.unreachable(path + " from " + address, new IOException(e.getMessage(), e));
        }
    }

    private GetCheckpointResponse checkpoint() {
        return call().getCheckpoint(GetCheckpointRequest.getDefaultInstance());
    }

    private Optional<byte[]> record(long index) {
        GetRoundResponse response =
                call().getRound(GetRoundRequest.newBuilder().setIndex(index).build());
        return response.hasRecord() ? Optional.of(response.getRecord().toByteArray()) : Optional.empty();
    }

    private Optional<byte[]> book(byte[] digest) {
        GetBookResponse response = call().getBook(GetBookRequest.newBuilder()
                .setDigest(ByteString.copyFrom(digest))
                .build());
        return response.hasBook() ? Optional.of(response.getBook().toByteArray()) : Optional.empty();
    }

    private Optional<byte[]> tile(String path) {
        GetTileResponse response =
                call().getTile(GetTileRequest.newBuilder().setPath(path).build());
        return response.hasTile() ? Optional.of(response.getTile().toByteArray()) : Optional.empty();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
