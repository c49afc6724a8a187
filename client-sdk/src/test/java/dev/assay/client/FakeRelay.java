package dev.assay.client;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.CancelRequest;
import dev.assay.proto.v1.CancelResponse;
import dev.assay.proto.v1.ComputeServiceGrpc;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.GetRequest;
import dev.assay.proto.v1.GetResponse;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.RegisterCircuitRequest;
import dev.assay.proto.v1.RegisterCircuitResponse;
import dev.assay.proto.v1.Result;
import dev.assay.proto.v1.StatRequest;
import dev.assay.proto.v1.StatResponse;
import dev.assay.proto.v1.SubmitRequest;
import dev.assay.proto.v1.SubmitResponse;
import dev.assay.proto.v1.UploadRequest;
import dev.assay.proto.v1.UploadResponse;
import dev.assay.proto.v1.WatchRequest;
import dev.assay.proto.v1.WatchResponse;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A relay in this process whose every answer a test can bend. */
final class FakeRelay implements AutoCloseable {

    final Map<Digest, byte[]> artifacts = new ConcurrentHashMap<>();
    final List<SubmitRequest> submitted = new CopyOnWriteArrayList<>();
    final List<Digest> registered = new CopyOnWriteArrayList<>();
    final List<Event> events = new ArrayList<>();
    Function<SubmitRequest, Result> answer = request -> Result.getDefaultInstance();
    Function<Digest, ByteString> submitId = Wire::bytes;
    int submitFailures;
    int streamsCutAfterOneEvent;
    boolean forgetsOnce;

    private final Map<Digest, SubmitRequest> requests = new ConcurrentHashMap<>();
    private final String name = UUID.randomUUID().toString();
    private final Server server;

    FakeRelay() throws IOException {
        server = InProcessServerBuilder.forName(name)
                .addService(new Compute())
                .addService(new Artifacts())
                .addService(new Market())
                .build()
                .start();
        events.add(event(1, Fulfilment.FULFILMENT_ACCEPTED, Execution.EXECUTION_PENDING));
        events.add(event(2, Fulfilment.FULFILMENT_ASSIGNED, Execution.EXECUTION_RUNNING));
        events.add(event(3, Fulfilment.FULFILMENT_FULFILLED, Execution.EXECUTION_SUCCEEDED));
    }

    static Event event(long sequence, Fulfilment fulfilment, Execution execution) {
        return Event.newBuilder()
                .setSequence(sequence)
                .setFulfilment(fulfilment)
                .setExecution(execution)
                .build();
    }

    ManagedChannel channel() {
        return InProcessChannelBuilder.forName(name).build();
    }

    void store(byte[] artifact) {
        artifacts.put(Digest.sha256(artifact), artifact);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Compute extends ComputeServiceGrpc.ComputeServiceImplBase {

        @Override
        public void submit(SubmitRequest request, StreamObserver<SubmitResponse> out) {
            submitted.add(request);
            if (submitFailures-- > 0) {
                out.onError(new Failure(ErrorCode.OVERLOADED, "too much at once").toStatusException());
                return;
            }
            Digest id = Wire.signedRequest(request.getRequest(), SigningDomain.dev())
                    .digest();
            requests.put(id, request);
            reply(
                    out,
                    SubmitResponse.newBuilder()
                            .setRequestId(submitId.apply(id))
                            .setEvent(events.getFirst())
                            .build());
        }

        @Override
        public void watch(WatchRequest request, StreamObserver<WatchResponse> out) {
            if (forgetsOnce) {
                forgetsOnce = false;
                requests.clear();
            }
            if (!requests.containsKey(Wire.digest(request.getRequestId()))) {
                out.onError(new Failure(ErrorCode.UNKNOWN_REQUEST, "no such request").toStatusException());
                return;
            }
            for (Event event : events) {
                if (event.getSequence() >= request.getFromSequence()) {
                    out.onNext(WatchResponse.newBuilder().setEvent(event).build());
                    if (streamsCutAfterOneEvent-- > 0) {
                        out.onError(new Failure(ErrorCode.UNAVAILABLE, "cut").toStatusException());
                        return;
                    }
                }
            }
            out.onCompleted();
        }

        @Override
        public void get(GetRequest request, StreamObserver<GetResponse> out) {
            SubmitRequest asked = requests.get(Wire.digest(request.getRequestId()));
            reply(
                    out,
                    GetResponse.newBuilder()
                            .setEvent(events.getLast())
                            .setResult(answer.apply(asked))
                            .build());
        }

        @Override
        public void cancel(CancelRequest request, StreamObserver<CancelResponse> out) {
            reply(
                    out,
                    CancelResponse.newBuilder()
                            .setEvent(event(4, Fulfilment.FULFILMENT_CANCELLED, Execution.EXECUTION_FAILED))
                            .build());
        }
    }

    private final class Artifacts extends ArtifactServiceGrpc.ArtifactServiceImplBase {

        @Override
        public void stat(StatRequest request, StreamObserver<StatResponse> out) {
            byte[] bytes = artifacts.get(Wire.digest(request.getDigest()));
            reply(
                    out,
                    StatResponse.newBuilder()
                            .setComplete(bytes != null)
                            .setSizeBytes(bytes == null ? 0 : bytes.length)
                            .build());
        }

        @Override
        public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> out) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            return new StreamObserver<>() {
                @Override
                public void onNext(UploadRequest request) {
                    bytes.writeBytes(request.getChunk().toByteArray());
                }

                @Override
                public void onError(Throwable thrown) {}

                @Override
                public void onCompleted() {
                    store(bytes.toByteArray());
                    reply(
                            out,
                            UploadResponse.newBuilder()
                                    .setSizeBytes(bytes.size())
                                    .build());
                }
            };
        }

        @Override
        public void download(DownloadRequest request, StreamObserver<DownloadResponse> out) {
            byte[] bytes = artifacts.get(Wire.digest(request.getDigest()));
            if (bytes == null) {
                out.onError(new Failure(ErrorCode.ARTIFACT_MISSING, "no such artifact").toStatusException());
                return;
            }
            reply(
                    out,
                    DownloadResponse.newBuilder()
                            .setChunk(ByteString.copyFrom(bytes))
                            .build());
        }
    }

    private final class Market extends MarketServiceGrpc.MarketServiceImplBase {

        @Override
        public void registerCircuit(RegisterCircuitRequest request, StreamObserver<RegisterCircuitResponse> out) {
            Digest id = Digest.sha256(request.getManifest().toByteArray());
            registered.add(id);
            reply(
                    out,
                    RegisterCircuitResponse.newBuilder()
                            .setCircuitId(Wire.bytes(id))
                            .build());
        }
    }

    private static <T> void reply(StreamObserver<T> out, T message) {
        out.onNext(message);
        out.onCompleted();
    }
}
