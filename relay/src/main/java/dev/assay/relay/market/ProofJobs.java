package dev.assay.relay.market;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.CancelJobRequest;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.GetJobRequest;
import dev.assay.proto.v1.GetJobResponse;
import dev.assay.proto.v1.GetResponse;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.MarketServiceGrpc.MarketServiceBlockingStub;
import dev.assay.proto.v1.OpenJobRequest;
import dev.assay.proto.v1.OpenJobResponse;
import dev.assay.proto.v1.QuoteCircuitRequest;
import dev.assay.proto.v1.QuoteCircuitResponse;
import dev.assay.proto.v1.QuoteResponse;
import dev.assay.proto.v1.Request;
import dev.assay.proto.v1.Result;
import dev.assay.proto.v1.WatchJobRequest;
import dev.assay.proto.v1.WatchResponse;
import dev.assay.verification.Digest;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests for a proof. The market gets the request as it was signed and checks it itself, so the relay cannot change it;
 * every answer is the market's, so a relay that restarts has forgotten nothing. Blocks.
 */
public final class ProofJobs {

    private static final long TIMEOUT_SECONDS = 30;

    private final @Nullable Channel market;

    /** @param market without one there are no jobs */
    public ProofJobs(@Nullable Channel market) {
        this.market = market;
    }

    /** @throws Failure what the market says; UNAVAILABLE without a market */
    public Event open(Digest id, Request request, ByteString input) {
        OpenJobRequest open =
                OpenJobRequest.newBuilder().setRequest(request).setInput(input).build();
        OpenJobResponse opened = call(stub -> stub.openJob(open));
        if (!opened.getJobId().equals(Wire.bytes(id))) {
            throw new Failure(ErrorCode.INTERNAL, "the market answered for another request");
        }
        return opened.getEvent();
    }

    /** @throws Failure UNKNOWN_REQUEST if there is no such job, or no market that could have it */
    public GetResponse get(Digest id) {
        requireMarketFor(id);
        GetJobResponse job = call(stub ->
                stub.getJob(GetJobRequest.newBuilder().setJobId(Wire.bytes(id)).build()));
        GetResponse.Builder response = GetResponse.newBuilder().setEvent(job.getEvent());
        if (job.hasResult()) {
            response.setResult(Result.newBuilder().setProof(job.getResult()));
        }
        return response.build();
    }

    /** The same failures as {@link #get}, through the stream. */
    public void watch(Digest id, long fromSequence, ServerCallStreamObserver<WatchResponse> watcher) {
        Channel channel = requireMarketFor(id);
        WatchJobRequest watch = WatchJobRequest.newBuilder()
                .setJobId(Wire.bytes(id))
                .setFromSequence(fromSequence)
                .build();
        MarketServiceGrpc.newStub(channel).watchJob(watch, new JobWatch(watcher));
    }

    /** The market checks the signature. */
    public Event cancel(Digest id, ByteString signature) {
        requireMarketFor(id);
        CancelJobRequest cancel = CancelJobRequest.newBuilder()
                .setJobId(Wire.bytes(id))
                .setSignature(signature)
                .build();
        return call(stub -> stub.cancelJob(cancel)).getEvent();
    }

    public QuoteResponse quote(ByteString circuitId) {
        QuoteCircuitResponse quote = call(stub -> stub.quoteCircuit(
                QuoteCircuitRequest.newBuilder().setCircuitId(circuitId).build()));
        return QuoteResponse.newBuilder()
                .setProviders(quote.getNodes())
                .setPriceMicros(quote.getPriceMicros())
                .setLatencyMillis(quote.getLatencyMillis())
                .build();
    }

    private <T> T call(Function<MarketServiceBlockingStub, T> method) {
        if (market == null) {
            throw new Failure(ErrorCode.UNAVAILABLE, "this relay has no market, so nobody here proves anything");
        }
        try {
            return method.apply(
                    MarketServiceGrpc.newBlockingStub(market).withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        } catch (StatusRuntimeException e) {
            throw MarketFailure.of(e);
        }
    }

    private Channel requireMarketFor(Digest id) {
        if (market == null) {
            throw new Failure(ErrorCode.UNKNOWN_REQUEST, "no request " + id + " here");
        }
        return market;
    }
}
