package dev.assay.client;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.GetCheckpointRequest;
import dev.assay.proto.v1.GetCheckpointResponse;
import dev.assay.proto.v1.GetConsistencyRequest;
import dev.assay.proto.v1.GetConsistencyResponse;
import dev.assay.proto.v1.GetInclusionRequest;
import dev.assay.proto.v1.GetInclusionResponse;
import dev.assay.proto.v1.Inclusion;
import dev.assay.proto.v1.TranscriptServiceGrpc;
import dev.assay.verification.Digest;
import dev.assay.verification.transcript.RoundEntry;
import dev.assay.verification.transparency.Checkpoint;
import dev.assay.verification.transparency.KeyKind;
import dev.assay.verification.transparency.MerkleTree;
import dev.assay.verification.transparency.NoteSigner;
import dev.assay.verification.transparency.TreeHash;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A market's log in memory, which a test rewrites. */
final class FakeLog extends TranscriptServiceGrpc.TranscriptServiceImplBase {

    static final NoteSigner SIGNER = NoteSigner.of("fake/log", KeyKind.NOTE, new byte[NoteSigner.SEED_SIZE_BYTES]);

    final List<byte[]> entries = new ArrayList<>();

    static Digest job(String name) {
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void award(Digest job) {
        entries.add(new RoundEntry(RoundEntry.jobTag(job), job).bytes());
    }

    private MerkleTree tree(int size) {
        return MerkleTree.of(
                entries.subList(0, size).stream().map(TreeHash::leaf).toList());
    }

    private ByteString checkpoint() {
        Digest root = tree(entries.size()).root();
        return ByteString.copyFrom(SIGNER.sign(new Checkpoint(SIGNER.key().name(), entries.size(), root)));
    }

    private static List<ByteString> wire(List<Digest> path) {
        return path.stream().map(Wire::bytes).toList();
    }

    private static <T> void answer(StreamObserver<T> responses, T response) {
        responses.onNext(response);
        responses.onCompleted();
    }

    @Override
    public synchronized void getCheckpoint(
            GetCheckpointRequest request, StreamObserver<GetCheckpointResponse> responses) {
        answer(
                responses,
                GetCheckpointResponse.newBuilder().setCheckpoint(checkpoint()).build());
    }

    @Override
    public synchronized void getConsistency(
            GetConsistencyRequest request, StreamObserver<GetConsistencyResponse> responses) {
        long newer = request.getNewerSize() == 0 ? entries.size() : request.getNewerSize();
        long older = Math.min(request.getOlderSize(), newer);
        answer(
                responses,
                GetConsistencyResponse.newBuilder()
                        .setCheckpoint(checkpoint())
                        .addAllPath(wire(tree((int) newer).consistency(older).path()))
                        .build());
    }

    @Override
    public synchronized void getInclusion(GetInclusionRequest request, StreamObserver<GetInclusionResponse> responses) {
        Digest tag = RoundEntry.jobTag(Wire.digest(request.getJobId()));
        GetInclusionResponse.Builder response = GetInclusionResponse.newBuilder();
        for (int i = 0; i < entries.size(); i++) {
            byte[] entry = entries.get(i);
            if (ByteString.copyFrom(entry).substring(1, 33).equals(Wire.bytes(tag))) {
                response.setInclusion(Inclusion.newBuilder()
                        .setCheckpoint(checkpoint())
                        .setEntry(ByteString.copyFrom(entry))
                        .setIndex(i)
                        .addAllPath(wire(tree(entries.size()).inclusion(i).path())));
            }
        }
        answer(responses, response.build());
    }
}
