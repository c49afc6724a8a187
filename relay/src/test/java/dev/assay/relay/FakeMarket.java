package dev.assay.relay;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.HostPort;
import dev.assay.edge.Servers;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.CancelJobRequest;
import dev.assay.proto.v1.CancelJobResponse;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.GetBalanceRequest;
import dev.assay.proto.v1.GetBalanceResponse;
import dev.assay.proto.v1.GetJobRequest;
import dev.assay.proto.v1.GetJobResponse;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.OpenJobRequest;
import dev.assay.proto.v1.OpenJobResponse;
import dev.assay.proto.v1.ProofResult;
import dev.assay.proto.v1.QuoteCircuitRequest;
import dev.assay.proto.v1.QuoteCircuitResponse;
import dev.assay.proto.v1.StatRequest;
import dev.assay.proto.v1.StatResponse;
import dev.assay.proto.v1.UploadRequest;
import dev.assay.proto.v1.UploadResponse;
import dev.assay.proto.v1.WatchJobRequest;
import dev.assay.proto.v1.WatchJobResponse;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** A market that takes every job, fulfils it at once, and holds what is uploaded in memory. */
final class FakeMarket implements AutoCloseable {

    static final int CHUNK_BYTES = 256 << 10;

    final List<OpenJobRequest> opened = new CopyOnWriteArrayList<>();
    final Map<ByteString, ByteString> artifacts = new ConcurrentHashMap<>();
    final List<Metadata> headers = new CopyOnWriteArrayList<>();
    final AtomicInteger chunksSent = new AtomicInteger();
    final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    final CompletableFuture<Long> millisLeft = new CompletableFuture<>();
    private final Server server;
    private final int port;

    FakeMarket() throws IOException {
        server = Servers.listen(new HostPort("127.0.0.1", 0), List.of(new Jobs(), new Artifacts()))
                .intercept(new HeaderLog())
                .build()
                .start();
        port = server.getPort();
    }

    HostPort address() {
        return new HostPort("127.0.0.1", port);
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }

    private static Event event(long sequence) {
        return Event.newBuilder()
                .setSequence(sequence)
                .setFulfilment(sequence == 3 ? Fulfilment.FULFILMENT_FULFILLED : Fulfilment.forNumber((int) sequence))
                .build();
    }

    private final class Jobs extends MarketServiceGrpc.MarketServiceImplBase {

        private OpenJobRequest job(ByteString id) {
            return opened.stream()
                    .filter(job -> Wire.bytes(Wire.fromWire(job.getRequest()).digest(TestRequest.DOMAIN))
                            .equals(id))
                    .findFirst()
                    .orElseThrow(() -> new Failure(ErrorCode.UNKNOWN_REQUEST, "no such job"));
        }

        @Override
        public void openJob(OpenJobRequest request, StreamObserver<OpenJobResponse> responses) {
            Wire.signedRequest(request.getRequest(), TestRequest.DOMAIN);
            opened.add(request);
            responses.onNext(OpenJobResponse.newBuilder()
                    .setJobId(Wire.bytes(Wire.fromWire(request.getRequest()).digest(TestRequest.DOMAIN)))
                    .setEvent(event(1))
                    .build());
            responses.onCompleted();
        }

        @Override
        public void watchJob(WatchJobRequest request, StreamObserver<WatchJobResponse> responses) {
            job(request.getJobId());
            LongStream.rangeClosed(Math.max(1, request.getFromSequence()), 3)
                    .forEach(sequence -> responses.onNext(WatchJobResponse.newBuilder()
                            .setEvent(event(sequence))
                            .build()));
            responses.onCompleted();
        }

        @Override
        public void getJob(GetJobRequest request, StreamObserver<GetJobResponse> responses) {
            job(request.getJobId());
            responses.onNext(GetJobResponse.newBuilder()
                    .setEvent(event(3))
                    .setResult(ProofResult.newBuilder().setProof(ByteString.copyFromUtf8("a proof")))
                    .build());
            responses.onCompleted();
        }

        @Override
        public void cancelJob(CancelJobRequest request, StreamObserver<CancelJobResponse> responses) {
            job(request.getJobId());
            responses.onNext(CancelJobResponse.newBuilder().setEvent(event(3)).build());
            responses.onCompleted();
        }

        @Override
        public void quoteCircuit(QuoteCircuitRequest request, StreamObserver<QuoteCircuitResponse> responses) {
            responses.onNext(QuoteCircuitResponse.newBuilder()
                    .setNodes(7)
                    .setPriceMicros(42)
                    .build());
            responses.onCompleted();
        }

        /** Never answers: says how long it might take, and whether the caller lost patience. */
        @Override
        public void getBalance(GetBalanceRequest request, StreamObserver<GetBalanceResponse> responses) {
            ((ServerCallStreamObserver<GetBalanceResponse>) responses)
                    .setOnCancelHandler(() -> cancelled.complete(true));
            millisLeft.complete(
                    Context.current().getDeadline() == null
                            ? Long.MAX_VALUE
                            : Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS));
        }
    }

    private final class Artifacts extends ArtifactServiceGrpc.ArtifactServiceImplBase {

        @Override
        public void stat(StatRequest request, StreamObserver<StatResponse> responses) {
            ByteString artifact = artifacts.get(request.getDigest());
            responses.onNext(StatResponse.newBuilder()
                    .setComplete(artifact != null)
                    .setSizeBytes(artifact == null ? 0 : artifact.size())
                    .build());
            responses.onCompleted();
        }

        @Override
        public StreamObserver<UploadRequest> upload(StreamObserver<UploadResponse> responses) {
            return new Upload(responses);
        }

        @Override
        public void download(DownloadRequest request, StreamObserver<DownloadResponse> responses) {
            ByteString artifact = artifacts.get(request.getDigest());
            if (artifact == null) {
                throw new Failure(ErrorCode.ARTIFACT_MISSING, "not here");
            }
            new Download(artifact, (ServerCallStreamObserver<DownloadResponse>) responses);
        }
    }

    private final class Upload implements StreamObserver<UploadRequest> {

        private final StreamObserver<UploadResponse> responses;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private ByteString digest = ByteString.EMPTY;

        Upload(StreamObserver<UploadResponse> responses) {
            this.responses = responses;
        }

        @Override
        public void onNext(UploadRequest request) {
            if (request.hasHeader()) {
                digest = request.getHeader().getDigest();
            } else {
                bytes.writeBytes(request.getChunk().toByteArray());
            }
        }

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onCompleted() {
            artifacts.put(digest, ByteString.copyFrom(bytes.toByteArray()));
            responses.onNext(
                    UploadResponse.newBuilder().setSizeBytes(bytes.size()).build());
            responses.onCompleted();
        }
    }

    private final class Download {

        private final ByteString artifact;
        private final ServerCallStreamObserver<DownloadResponse> responses;
        private int offset;

        Download(ByteString artifact, ServerCallStreamObserver<DownloadResponse> responses) {
            this.artifact = artifact;
            this.responses = responses;
            responses.setOnCancelHandler(() -> cancelled.complete(true));
            responses.setOnReadyHandler(this::send);
        }

        private synchronized void send() {
            while (responses.isReady() && offset < artifact.size()) {
                int end = Math.min(artifact.size(), offset + CHUNK_BYTES);
                responses.onNext(DownloadResponse.newBuilder()
                        .setChunk(artifact.substring(offset, end))
                        .build());
                chunksSent.incrementAndGet();
                offset = end;
                if (offset == artifact.size()) {
                    responses.onCompleted();
                }
            }
        }
    }

    private final class HeaderLog implements ServerInterceptor {
        @Override
        public <Q, P> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, P> call, Metadata received, ServerCallHandler<Q, P> next) {
            headers.add(received);
            return next.startCall(call, received);
        }
    }
}
