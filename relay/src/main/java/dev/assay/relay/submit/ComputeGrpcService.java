package dev.assay.relay.submit;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.CancelRequest;
import dev.assay.proto.v1.CancelResponse;
import dev.assay.proto.v1.ComputeServiceGrpc;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.GetRequest;
import dev.assay.proto.v1.GetResponse;
import dev.assay.proto.v1.ListEnclavesRequest;
import dev.assay.proto.v1.ListEnclavesResponse;
import dev.assay.proto.v1.QuoteRequest;
import dev.assay.proto.v1.QuoteResponse;
import dev.assay.proto.v1.SubmitRequest;
import dev.assay.proto.v1.SubmitResponse;
import dev.assay.proto.v1.WatchRequest;
import dev.assay.proto.v1.WatchResponse;
import dev.assay.relay.market.ProofJobs;
import dev.assay.relay.request.LiveRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/**
 * The front door. A request for an attested run is this relay's own; one for a proof is the market's, and so is every id
 * that this relay does not know. Calls run on virtual threads and may block.
 */
public final class ComputeGrpcService extends ComputeServiceGrpc.ComputeServiceImplBase {

    private final Intake intake;
    private final TeeRequests tee;
    private final ProofJobs proofs;
    private final EnclaveList enclaves;

    public ComputeGrpcService(Intake intake, TeeRequests tee, ProofJobs proofs, EnclaveList enclaves) {
        this.intake = intake;
        this.tee = tee;
        this.proofs = proofs;
        this.enclaves = enclaves;
    }

    @Override
    public void submit(SubmitRequest submitted, StreamObserver<SubmitResponse> responses) {
        Signed<Request> signed = intake.verify(submitted);
        Event event = switch (signed.statement().assurance()) {
            case TEE -> tee.submit(signed, submitted);
            case PROOF -> proofs.open(signed.digest(), submitted.getRequest(), submitted.getInput());
            case BOTH -> throw notBoth();
        };
        SubmitResponse.Builder response = SubmitResponse.newBuilder().setRequestId(Wire.bytes(signed.digest()));
        answer(responses, response.setEvent(event).build());
    }

    @Override
    public void watch(WatchRequest watch, StreamObserver<WatchResponse> responses) {
        ServerCallStreamObserver<WatchResponse> watcher = (ServerCallStreamObserver<WatchResponse>) responses;
        Digest id = Wire.digest(watch.getRequestId());
        Optional<LiveRequest> request = tee.find(id);
        if (request.isPresent()) {
            EventWatch.start(request.get().events(), watch.getFromSequence(), watcher);
        } else {
            proofs.watch(id, watch.getFromSequence(), watcher);
        }
    }

    @Override
    public void get(GetRequest get, StreamObserver<GetResponse> responses) {
        Digest id = Wire.digest(get.getRequestId());
        answer(responses, tee.find(id).map(TeeRequests::describe).orElseGet(() -> proofs.get(id)));
    }

    @Override
    public void cancel(CancelRequest cancel, StreamObserver<CancelResponse> responses) {
        Digest id = Wire.digest(cancel.getRequestId());
        Event event = tee.find(id)
                .map(request -> cancel(request, cancel.getSignature()))
                .orElseGet(() -> proofs.cancel(id, cancel.getSignature()));
        answer(responses, CancelResponse.newBuilder().setEvent(event).build());
    }

    private Event cancel(LiveRequest request, ByteString signature) {
        intake.checkCancel(request.id(), signature, request.statement().requester());
        return tee.cancel(request);
    }

    @Override
    public void quote(QuoteRequest quote, StreamObserver<QuoteResponse> responses) {
        QuoteResponse response = switch (Wire.fromWire(quote.getAssurance())) {
            case TEE -> tee.quote(Wire.digest(quote.getWorkload()));
            case PROOF -> proofs.quote(quote.getWorkload());
            case BOTH -> throw notBoth();
        };
        answer(responses, response);
    }

    @Override
    public void listEnclaves(ListEnclavesRequest list, StreamObserver<ListEnclavesResponse> responses) {
        answer(responses, enclaves.response());
    }

    private static Failure notBoth() {
        return new Failure(
                ErrorCode.NOT_SUPPORTED,
                "this relay does not do BOTH yet: submit one request for TEE and one for PROOF");
    }

    private static <T> void answer(StreamObserver<T> responses, T response) {
        responses.onNext(response);
        responses.onCompleted();
    }
}
