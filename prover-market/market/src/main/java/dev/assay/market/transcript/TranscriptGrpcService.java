package dev.assay.market.transcript;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.GetBookRequest;
import dev.assay.proto.v1.GetBookResponse;
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
import dev.assay.proto.v1.Inclusion;
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
        GetTileResponse.Builder response = GetTileResponse.newBuilder();
        transcript.tile(tile).map(ByteString::copyFrom).ifPresent(response::setTile);
        answer(responses, response.build());
    }

    @Override
    public void getRound(GetRoundRequest request, StreamObserver<GetRoundResponse> responses) {
        GetRoundResponse.Builder response = GetRoundResponse.newBuilder();
        transcript.record(request.getIndex()).map(ByteString::copyFrom).ifPresent(response::setRecord);
        answer(responses, response.build());
    }

    @Override
    public void getBook(GetBookRequest request, StreamObserver<GetBookResponse> responses) {
        GetBookResponse.Builder response = GetBookResponse.newBuilder();
        transcript
                .book(Wire.digest(request.getDigest()))
                .map(ByteString::copyFrom)
                .ifPresent(response::setBook);
        answer(responses, response.build());
    }

    @Override
    public void getInclusion(GetInclusionRequest request, StreamObserver<GetInclusionResponse> responses) {
        GetInclusionResponse.Builder response = GetInclusionResponse.newBuilder();
        transcript
                .inclusion(Wire.digest(request.getJobId()))
                .map(TranscriptGrpcService::wire)
                .ifPresent(response::setInclusion);
        answer(responses, response.build());
    }

    private static Inclusion wire(Transcript.Inclusion inclusion) {
        return Inclusion.newBuilder()
                .setCheckpoint(ByteString.copyFrom(inclusion.published().checkpoint()))
                .setEntry(ByteString.copyFrom(inclusion.entry()))
                .setIndex(inclusion.proof().index())
                .addAllPath(path(inclusion.proof().path()))
                .build();
    }

    private static List<ByteString> path(List<Digest> hashes) {
        return hashes.stream().map(Wire::bytes).toList();
    }

    @Override
    public void getConsistency(GetConsistencyRequest request, StreamObserver<GetConsistencyResponse> responses) {
        Transcript.Growth growth = transcript.growth(request.getOlderSize(), request.getNewerSize());
        answer(
                responses,
                GetConsistencyResponse.newBuilder()
                        .setCheckpoint(ByteString.copyFrom(growth.published().checkpoint()))
                        .addAllPath(path(growth.proof().path()))
                        .build());
    }
}
