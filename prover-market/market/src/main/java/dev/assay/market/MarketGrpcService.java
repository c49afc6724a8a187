package dev.assay.market;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.market.auction.Auctioneer;
import dev.assay.market.circuit.CircuitEntry;
import dev.assay.market.circuit.Circuits;
import dev.assay.market.circuit.Registration;
import dev.assay.market.circuit.Registry;
import dev.assay.market.estimate.Estimate;
import dev.assay.market.estimate.Estimates;
import dev.assay.market.estimate.InputClass;
import dev.assay.market.job.Admission;
import dev.assay.market.job.Job;
import dev.assay.market.job.JobFeed;
import dev.assay.market.job.Jobs;
import dev.assay.market.ledger.Balance;
import dev.assay.market.ledger.Ledger;
import dev.assay.market.node.AttachedNodes;
import dev.assay.market.settle.Cancellations;
import dev.assay.market.settle.InputVerdicts;
import dev.assay.market.settle.Results;
import dev.assay.market.store.Database;
import dev.assay.proto.v1.CancelJobRequest;
import dev.assay.proto.v1.CancelJobResponse;
import dev.assay.proto.v1.Circuit;
import dev.assay.proto.v1.GetBalanceRequest;
import dev.assay.proto.v1.GetBalanceResponse;
import dev.assay.proto.v1.GetEstimateRequest;
import dev.assay.proto.v1.GetEstimateResponse;
import dev.assay.proto.v1.GetJobRequest;
import dev.assay.proto.v1.GetJobResponse;
import dev.assay.proto.v1.ListCircuitsRequest;
import dev.assay.proto.v1.ListCircuitsResponse;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.OpenJobRequest;
import dev.assay.proto.v1.OpenJobResponse;
import dev.assay.proto.v1.QuoteCircuitRequest;
import dev.assay.proto.v1.QuoteCircuitResponse;
import dev.assay.proto.v1.RegisterCircuitRequest;
import dev.assay.proto.v1.RegisterCircuitResponse;
import dev.assay.proto.v1.RemoveCircuitRequest;
import dev.assay.proto.v1.RemoveCircuitResponse;
import dev.assay.proto.v1.WatchJobRequest;
import dev.assay.proto.v1.WatchJobResponse;
import dev.assay.proto.v1.WorkEstimate;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Register;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The requesters' and relays' door. */
final class MarketGrpcService extends MarketServiceGrpc.MarketServiceImplBase {

    private static final int PAGE = 100;

    private final SigningDomain domain;
    private final Database database;
    private final Circuits circuits;
    private final Registry registry;
    private final Admission admission;
    private final JobFeed feed;
    private final Cancellations cancellations;
    private final Ledger ledger;
    private final long grantMicros;
    private final AttachedNodes nodes;
    private final Auctioneer auctioneer;
    private final Estimates estimates;

    /** @param grantMicros what a requester gets at the first job */
    MarketGrpcService(
            SigningDomain domain,
            Database database,
            Circuits circuits,
            Registry registry,
            Admission admission,
            JobFeed feed,
            Cancellations cancellations,
            Ledger ledger,
            long grantMicros,
            AttachedNodes nodes,
            Auctioneer auctioneer,
            Estimates estimates) {
        this.domain = domain;
        this.database = database;
        this.circuits = circuits;
        this.registry = registry;
        this.admission = admission;
        this.feed = feed;
        this.cancellations = cancellations;
        this.ledger = ledger;
        this.grantMicros = grantMicros;
        this.nodes = nodes;
        this.auctioneer = auctioneer;
        this.estimates = estimates;
    }

    private static <T> void answer(StreamObserver<T> responses, T response) {
        responses.onNext(response);
        responses.onCompleted();
    }

    @Override
    public void registerCircuit(RegisterCircuitRequest request, StreamObserver<RegisterCircuitResponse> responses) {
        Register statement = new Register(
                Digest.sha256(request.getManifest().toByteArray()),
                Wire.address(request.getRegistrant()),
                request.getMaxDepositMicros(),
                Instant.ofEpochMilli(request.getValidUntilMillis()));
        try {
            Registration done = registry.register(
                    request.getManifest().toByteArray(),
                    statement,
                    request.getSignature().toByteArray());
            answer(
                    responses,
                    RegisterCircuitResponse.newBuilder()
                            .setCircuitId(Wire.bytes(done.circuit()))
                            .setCreated(done.isNew())
                            .setDepositMicros(done.depositMicros())
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void removeCircuit(RemoveCircuitRequest request, StreamObserver<RemoveCircuitResponse> responses) {
        Instant removed = registry.remove(
                Wire.digest(request.getCircuitId()), request.getSignature().toByteArray());
        answer(
                responses,
                RemoveCircuitResponse.newBuilder()
                        .setRemovedMillis(removed.toEpochMilli())
                        .build());
    }

    @Override
    public void listCircuits(ListCircuitsRequest request, StreamObserver<ListCircuitsResponse> responses) {
        int size = request.getPageSize() == 0 ? PAGE : request.getPageSize();
        List<CircuitEntry> page = circuits.list(pageToken(request.getPageToken()), size);
        ListCircuitsResponse.Builder response = ListCircuitsResponse.newBuilder();
        page.forEach(entry -> response.addCircuits(circuit(entry)));
        if (page.size() == size) {
            response.setNextPageToken(page.getLast().id().hex());
        }
        answer(responses, response.build());
    }

    private static Optional<Digest> pageToken(String token) {
        try {
            return token.isEmpty() ? Optional.empty() : Optional.of(Digest.ofHex(token));
        } catch (IllegalArgumentException e) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "page_token is not one that this service gave");
        }
    }

    private Circuit circuit(CircuitEntry entry) {
        return Circuit.newBuilder()
                .setId(Wire.bytes(entry.id()))
                .setManifest(ByteString.copyFrom(entry.manifest()))
                .setRegisteredMillis(entry.registeredAt().toEpochMilli())
                .setNodes(nodes.serving(entry.id()).size())
                .setRemovedMillis(entry.removedAt().map(Instant::toEpochMilli).orElse(0L))
                .build();
    }

    @Override
    public void openJob(OpenJobRequest request, StreamObserver<OpenJobResponse> responses) {
        Admission.Admitted admitted = admission.open(
                Wire.signedRequest(request.getRequest(), domain),
                request.getInput().toByteArray());
        Digest id = admitted.job().id();
        if (admitted.isNew()) {
            auctioneer.forSale(id);
        }
        answer(
                responses,
                OpenJobResponse.newBuilder()
                        .setJobId(Wire.bytes(id))
                        .setEvent(JobWire.event(admitted.event()))
                        .build());
    }

    @Override
    public void watchJob(WatchJobRequest request, StreamObserver<WatchJobResponse> responses) {
        Digest id = Wire.digest(request.getJobId());
        job(id);
        new EventStream((ServerCallStreamObserver<WatchJobResponse>) responses)
                .start(feed, id, request.getFromSequence());
    }

    private Job job(Digest id) {
        return database.transact(tx -> new Jobs(tx).find(id))
                .orElseThrow(() -> new Failure(ErrorCode.UNKNOWN_REQUEST, "no job " + id));
    }

    @Override
    public void getJob(GetJobRequest request, StreamObserver<GetJobResponse> responses) {
        Job job = job(Wire.digest(request.getJobId()));
        GetJobResponse.Builder response = GetJobResponse.newBuilder();
        response.setEvent(JobWire.event(database.transact(tx -> new Jobs(tx).latestEvent(job))));
        database.transact(tx -> new Results(tx).find(job.id()))
                .ifPresent(result -> response.setResult(JobWire.result(result)));
        database.transact(tx -> new InputVerdicts(tx).find(job.id()))
                .ifPresent(row -> response.setInputVerdict(JobWire.verdict(row)));
        answer(responses, response.build());
    }

    @Override
    public void cancelJob(CancelJobRequest request, StreamObserver<CancelJobResponse> responses) {
        answer(
                responses,
                CancelJobResponse.newBuilder()
                        .setEvent(JobWire.event(cancellations.cancel(
                                Wire.digest(request.getJobId()),
                                request.getSignature().toByteArray())))
                        .build());
    }

    @Override
    public void quoteCircuit(QuoteCircuitRequest request, StreamObserver<QuoteCircuitResponse> responses) {
        Digest id = circuits.entry(Wire.digest(request.getCircuitId())).id();
        Results.Recent recent = database.transact(tx -> new Results(tx).recent(id));
        long priceMicros = recent.count() > 0
                ? recent.priceMicros()
                : nodes.lowestQuoteMicros(id).orElse(0);
        answer(
                responses,
                QuoteCircuitResponse.newBuilder()
                        .setNodes(nodes.serving(id).size())
                        .setPriceMicros(priceMicros)
                        .setLatencyMillis(recent.latencyMillis())
                        .build());
    }

    @Override
    public void getEstimate(GetEstimateRequest request, StreamObserver<GetEstimateResponse> responses) {
        Digest id = circuits.entry(Wire.digest(request.getCircuitId())).id();
        int inputClass = InputClass.of(request.getInputSizeBytes());
        GetEstimateResponse.Builder response = GetEstimateResponse.newBuilder()
                .setMaxInputSizeBytes(InputClass.maxBytes(inputClass))
                .setIndexMicros(estimates.indexMicros(id, inputClass));
        estimates.estimates(id, inputClass).forEach(estimate -> response.addEstimates(estimate(estimate)));
        answer(responses, response.build());
    }

    private static WorkEstimate estimate(Estimate estimate) {
        return WorkEstimate.newBuilder()
                .setHardware(estimate.hardware())
                .setSamples(estimate.samples())
                .setP50Millis(estimate.p50Millis())
                .setP95Millis(estimate.p95Millis())
                .build();
    }

    /** Somebody who never opened a job is shown the grant that the first one brings. */
    @Override
    public void getBalance(GetBalanceRequest request, StreamObserver<GetBalanceResponse> responses) {
        Address owner = Wire.address(request.getAddress());
        Balance balance = database.transact(tx -> ledger.balance(tx, owner));
        boolean willBeGranted = grantMicros > 0 && !database.transact(tx -> ledger.isGranted(tx, owner));
        answer(
                responses,
                GetBalanceResponse.newBuilder()
                        .setAccount(ledger.chain().account(owner))
                        .setAvailableMicros(balance.availableMicros() + (willBeGranted ? grantMicros : 0))
                        .setEscrowedMicros(balance.escrowedMicros())
                        .setCollateralMicros(balance.collateralMicros())
                        .build());
    }
}
