package dev.assay.market.transcript;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.GetCheckpointRequest;
import dev.assay.proto.v1.GetCheckpointResponse;
import dev.assay.proto.v1.GetConsistencyRequest;
import dev.assay.proto.v1.GetConsistencyResponse;
import dev.assay.proto.v1.GetInclusionRequest;
import dev.assay.proto.v1.GetInclusionResponse;
import dev.assay.proto.v1.GetRoundRequest;
import dev.assay.proto.v1.GetRoundResponse;
import dev.assay.proto.v1.GetTileRequest;
import dev.assay.proto.v1.GetTileResponse;
import dev.assay.proto.v1.TranscriptServiceGrpc;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.transparency.Tile;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** The log over gRPC. */
public final class TranscriptGrpcService extends TranscriptServiceGrpc.TranscriptServiceImplBase {

    private final Transcript transcript;

    public TranscriptGrpcService(Transcript transcript) {
        this.transcript = transcript;
    }

    private static <T> void answer(StreamObserver<T> responses, T response) {
        responses.onNext(response);
        responses.onCompleted();
    }

    @Override
    public void getCheckpoint(GetCheckpointRequest request, StreamObserver<GetCheckpointResponse> responses) {
        Transcript.Published published = transcript.published();
        answer(
                responses,
                GetCheckpointResponse.newBuilder()
                        .setCheckpoint(ByteString.copyFrom(published.checkpoint()))
                        .setKey(published.key())
                        .build());
    }

    @Override
    public void getTile(GetTileRequest request, StreamObserver<GetTileResponse> responses) {
        if (!(Tile.parse(request.getPath()) instanceof Verdict.Verified<Tile>(Tile tile))) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "no path of a tile: " + request.getPath());
        }
        byte[] bytes = transcript
                .tile(tile)
                .orElseThrow(() -> new Failure(ErrorCode.INVALID_REQUEST, "the log has no tile " + tile.path()));
        answer(
                responses,
                GetTileResponse.newBuilder().setTile(ByteString.copyFrom(bytes)).build());
    }

    @Override
    public void getRound(GetRoundRequest request, StreamObserver<GetRoundResponse> responses) {
        byte[] record = transcript
                .record(request.getIndex())
                .orElseThrow(() -> new Failure(
                        ErrorCode.UNAVAILABLE, "round " + request.getIndex() + " is not there or not public yet"));
        answer(
                responses,
                GetRoundResponse.newBuilder()
                        .setRecord(ByteString.copyFrom(record))
                        .build());
    }

    @Override
    public void getInclusion(GetInclusionRequest request, StreamObserver<GetInclusionResponse> responses) {
        Transcript.Inclusion inclusion = transcript.inclusion(Wire.digest(request.getJobId()));
        answer(
                responses,
                GetInclusionResponse.newBuilder()
                        .setCheckpoint(ByteString.copyFrom(inclusion.published().checkpoint()))
                        .setEntry(ByteString.copyFrom(inclusion.entry()))
                        .setIndex(inclusion.proof().index())
                        .addAllPath(path(inclusion.proof().path()))
                        .build());
    }

    private static List<ByteString> path(List<Digest> hashes) {
        return hashes.stream().map(Wire::bytes).toList();
    }

    @Override
    public void getConsistency(GetConsistencyRequest request, StreamObserver<GetConsistencyResponse> responses) {
        Transcript.Growth growth = transcript.growth(request.getOlderSize());
        answer(
                responses,
                GetConsistencyResponse.newBuilder()
                        .setCheckpoint(ByteString.copyFrom(growth.published().checkpoint()))
                        .addAllPath(path(growth.proof().path()))
                        .build());
    }
}
