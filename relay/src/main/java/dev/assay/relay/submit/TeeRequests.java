package dev.assay.relay.submit;

import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.GetResponse;
import dev.assay.proto.v1.QuoteResponse;
import dev.assay.proto.v1.Result;
import dev.assay.proto.v1.SubmitRequest;
import dev.assay.relay.request.LiveRequest;
import dev.assay.relay.request.RequestTable;
import dev.assay.relay.route.Router;
import dev.assay.verification.Digest;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Requests for an attested run: the relay's own, held in its table until they have ended and some time after. */
public final class TeeRequests {

    private final RequestTable table;
    private final Router router;
    private final Intake intake;
    private final InstantSource clock;
    private final Executor executor;

    public TeeRequests(RequestTable table, Router router, Intake intake, InstantSource clock, Executor executor) {
        this.table = table;
        this.router = router;
        this.intake = intake;
        this.clock = clock;
        this.executor = executor;
    }

    Event submit(Signed<Request> signed, SubmitRequest submitted) {
        return table.admit(signed, submitted.getInput().size(), () -> begin(signed, submitted))
                .newest();
    }

    private LiveRequest begin(Signed<Request> signed, SubmitRequest submitted) {
        intake.checkDeadline(signed.statement());
        LiveRequest.EvidenceWanted evidence =
                submitted.getFreshEvidence() ? LiveRequest.EvidenceWanted.FRESH : LiveRequest.EvidenceWanted.STANDING;
        LiveRequest request = new LiveRequest(signed, submitted.getInput(), evidence, clock, executor);
        router.place(request);
        return request;
    }

    Optional<LiveRequest> find(Digest id) {
        return table.find(id);
    }

    static GetResponse describe(LiveRequest request) {
        GetResponse.Builder response = GetResponse.newBuilder().setEvent(request.newest());
        request.result()
                .ifPresent(result -> response.setResult(Result.newBuilder().setTee(result)));
        return response.build();
    }

    Event cancel(LiveRequest request) {
        router.cancel(request);
        return request.newest();
    }

    QuoteResponse quote(Digest workload) {
        List<Long> prices = router.pricesMicros();
        return QuoteResponse.newBuilder()
                .setProviders(prices.size())
                .setPriceMicros(prices.stream().min(Long::compare).orElse(0L))
                .setLatencyMillis(router.latencies().median(workload).toMillis())
                .build();
    }
}
