package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.market.store.TestServer;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.Circuit;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.GetJobResponse;
import dev.assay.proto.v1.ListCircuitsRequest;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeProgress;
import dev.assay.proto.v1.OpenJobRequest;
import dev.assay.proto.v1.ProofResult;
import dev.assay.proto.v1.QuoteCircuitRequest;
import dev.assay.proto.v1.QuoteCircuitResponse;
import dev.assay.proto.v1.Settlement;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarketTest {

    /** JUnit wants it here; {@link #start} is given it. */
    @Parameter
    @SuppressWarnings("UnusedVariable")
    private TestServer server = TestServer.EMBEDDED;

    private @Nullable TestMarket started;
    private @Nullable Requester alice;
    private final List<FakeNode> nodes = new ArrayList<>();

    @BeforeParameterizedClassInvocation
    void start(TestServer server, @TempDir Path folder) throws Exception {
        started = TestMarket.start(
                server.freshSchema(),
                folder,
                rules -> rules.withCollateral(0, 50).withHedging(0));
    }

    @AfterParameterizedClassInvocation
    void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    @BeforeEach
    void meet() {
        alice = new Requester(market());
    }

    @AfterEach
    void part() {
        requester().cancelAll();
        nodes.forEach(FakeNode::close);
        nodes.clear();
    }

    private TestMarket market() {
        return Objects.requireNonNull(started);
    }

    private Requester requester() {
        return Objects.requireNonNull(alice);
    }

    private FakeNode proving(long priceMicros) {
        return keep(FakeNode.proving(market(), priceMicros));
    }

    /** A node that waits for the test to say what to do with a job. */
    private FakeNode waiting(long priceMicros) {
        return keep(FakeNode.attached(market(), priceMicros, 4));
    }

    private FakeNode keep(FakeNode node) {
        nodes.add(node);
        return node;
    }

    private static ErrorCode codeOf(Runnable call) {
        return Failure.of(assertThrows(RuntimeException.class, call::run)).code();
    }

    @Test
    void paysTheSecondPriceForAProofThatVerifies() {
        FakeNode cheap = proving(300);
        FakeNode dear = proving(500);
        Digest job = requester().open();
        Event end = requester().end(job);
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, end.getFulfilment());
        assertEquals(Execution.EXECUTION_SUCCEEDED, end.getExecution());
        assertEquals(Settlement.SETTLEMENT_PAID, end.getSettlement());
        assertEquals(500, cheap.take(cheap.settlements).getPaidMicros());
        assertEquals(job, dear.take(dear.closedAuctions));
        assertEquals(500, cheap.earnedMicros());
        assertEquals(0, dear.earnedMicros());
        requester().assertSpent(500);
        ProofResult result = requester().get(job).getResult();
        assertEquals(cheap.address(), Wire.address(result.getNode()));
        assertEquals(500, result.getPriceMicros());
        assertProves(result);
    }

    private static void assertProves(ProofResult result) {
        VerifiedKey key = assertInstanceOf(
                                        Verdict.Verified.class,
                                        VerifiedKey.load(ReservesCircuit.file("verification_key.json")))
                                .value()
                        instanceof VerifiedKey loaded
                ? loaded
                : null;
        assertInstanceOf(
                Verdict.Verified.class,
                Groth16Verifier.verify(
                        Objects.requireNonNull(key),
                        result.getProof().toByteArray(),
                        result.getPublicInputs().toByteArray()));
    }

    @Test
    void tipIsPaidOnTopToTheNodeThatFulfilled() {
        FakeNode node = proving(300);
        Digest job = open(tipped(25));
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        assertEquals(325, node.take(node.settlements).getPaidMicros());
        NodeAward award = node.award();
        node.submitSample(award);
        assertEquals(325, node.take(node.settlements).getPaidMicros(), "told again, the same");
        assertEquals(325, node.earnedMicros());
        assertEquals(300, requester().get(job).getResult().getPriceMicros());
        requester().assertSpent(325);
    }

    @Test
    void tipComesBackWhenNobodyFulfils() {
        waiting(300);
        Digest job = open(tipped(25));
        assertEquals(1025, requester().balance().getEscrowedMicros());
        requester().cancel(job);
        requester().assertSpent(0);
    }

    private Digest open(Request request) {
        return Wire.digest(requester().open(request, ReservesCircuit.input()).getJobId());
    }

    private Request tipped(long tipMicros) {
        Request request = requester().request();
        return new Request(
                request.requester(),
                request.workload(),
                request.inputDigest(),
                request.assurance(),
                request.deadline(),
                request.maxPriceMicros(),
                tipMicros,
                request.nonce(),
                request.idempotencyKey());
    }

    @Test
    void eventsHaveNoGapsAndCanBeWatchedFromAnyOn() {
        proving(300);
        Digest job = requester().open();
        List<Event> all = requester().watch(job, 0);
        assertEquals(
                List.of(
                        Fulfilment.FULFILMENT_ACCEPTED,
                        Fulfilment.FULFILMENT_AUCTION,
                        Fulfilment.FULFILMENT_ASSIGNED,
                        Fulfilment.FULFILMENT_FULFILLED),
                all.stream().map(Event::getFulfilment).toList());
        assertEquals(
                LongStream.rangeClosed(1, all.size()).boxed().toList(),
                all.stream().map(Event::getSequence).toList());
        assertEquals(all.subList(2, all.size()), requester().watch(job, 3));
        assertEquals(List.of(), requester().watch(job, 99));
    }

    @Test
    void recordsHowFarTheNodeIs() {
        FakeNode node = waiting(300);
        Digest job = requester().open();
        NodeAward award = node.award();
        for (Execution execution : List.of(
                Execution.EXECUTION_FETCHING,
                Execution.EXECUTION_WITNESS,
                Execution.EXECUTION_FETCHING,
                Execution.EXECUTION_SUCCEEDED,
                Execution.EXECUTION_PROVING)) {
            node.send(AttachNodeRequest.newBuilder()
                    .setProgress(NodeProgress.newBuilder()
                            .setJobId(award.getJobId())
                            .setFencingToken(award.getFencingToken())
                            .setExecution(execution))
                    .build());
        }
        node.submitSample(award);
        requester().end(job);
        assertEquals(
                List.of(
                        Execution.EXECUTION_PENDING,
                        Execution.EXECUTION_FETCHING,
                        Execution.EXECUTION_WITNESS,
                        Execution.EXECUTION_PROVING,
                        Execution.EXECUTION_SUCCEEDED),
                requester().watch(job, 3).stream().map(Event::getExecution).toList());
    }

    @Test
    void sameRequestIsTheSameJob() {
        Request request = requester().request();
        byte[] input = ReservesCircuit.input();
        Digest first = Wire.digest(requester().open(request, input).getJobId());
        Digest second = Wire.digest(requester().open(request, input).getJobId());
        assertEquals(first, second);
        assertEquals(1000, requester().balance().getEscrowedMicros());
    }

    @Test
    void sameRequestManyTimesAtOnceIsOneJob() throws Exception {
        for (int round = 0; round < 10; round++) {
            OpenJobRequest signed = requester().sign(requester().request(), ReservesCircuit.input());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<ByteString>> calls = Collections.nCopies(
                        8, () -> market().stub().openJob(signed).getJobId());
                Set<ByteString> ids = new HashSet<>();
                for (Future<ByteString> call : threads.invokeAll(calls)) {
                    ids.add(call.get());
                }
                assertEquals(1, ids.size());
                requester().cancel(Wire.digest(ids.iterator().next()));
            }
        }
        requester().assertSpent(0);
    }

    @Test
    void sameKeyWithAnotherBodyIsRefused() {
        Request request = requester().request();
        byte[] input = ReservesCircuit.input();
        requester().open(request, input);
        Request other = new Request(
                request.requester(),
                request.workload(),
                request.inputDigest(),
                request.assurance(),
                request.deadline(),
                1,
                request.tipMicros(),
                request.nonce(),
                request.idempotencyKey());
        assertEquals(ErrorCode.IDEMPOTENCY_CONFLICT, codeOf(() -> requester().open(other, input)));
    }

    @Test
    void refusesRequestsThatCannotBeServed() {
        byte[] input = ReservesCircuit.input();
        Request good = requester().request();
        assertEquals(ErrorCode.INPUT_MISMATCH, codeOf(() -> requester().open(good, ReservesCircuit.otherInput())));
        assertEquals(
                ErrorCode.DEADLINE_INVALID,
                codeOf(() -> requester().open(requester().request(input, Duration.ofSeconds(-1)), input)));
        assertEquals(
                ErrorCode.DEADLINE_INVALID,
                codeOf(() -> requester().open(requester().request(input, Duration.ofDays(31)), input)));
        for (String text : List.of("not an object", "{\"salt\": 1, \"x\": null}", "{\"salt\": \"0x10\"}")) {
            byte[] unread = text.getBytes(StandardCharsets.UTF_8);
            assertEquals(
                    ErrorCode.INPUT_REJECTED,
                    codeOf(() -> requester().open(requester().request(unread, Duration.ofSeconds(9)), unread)));
        }
        assertEquals(
                ErrorCode.UNKNOWN_WORKLOAD,
                codeOf(() -> requester().open(changed(good, Assurance.PROOF, Digest.sha256(), 1, "k"), input)));
        for (Assurance other : List.of(Assurance.TEE, Assurance.BOTH)) {
            assertEquals(
                    ErrorCode.NOT_SUPPORTED,
                    codeOf(() -> requester().open(changed(good, other, good.workload(), 1, "k"), input)));
        }
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                codeOf(() -> requester()
                        .open(changed(tipped(1), Assurance.PROOF, good.workload(), Long.MAX_VALUE, "k"), input)));
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                codeOf(() -> requester().open(changed(good, Assurance.PROOF, good.workload(), 1, "a\0b"), input)));
        assertEquals(ErrorCode.UNKNOWN_REQUEST, codeOf(() -> requester().get(Digest.sha256())));
        assertEquals(TestMarket.FAUCET_MICROS, requester().balance().getAvailableMicros());
    }

    /** A soft deadline that is left out is the deadline itself: the id is the same, since that is what is signed. */
    @Test
    void softDeadlineIsNotAfterTheDeadline() {
        byte[] input = ReservesCircuit.input();
        OpenJobRequest signed = requester().sign(requester().request(), input);
        OpenJobRequest late = withSoftDeadline(signed, signed.getRequest().getDeadlineMillis() + 1);
        assertEquals(ErrorCode.DEADLINE_INVALID, codeOf(() -> market().stub().openJob(late)));
        ByteString job = market().stub().openJob(signed).getJobId();
        assertEquals(job, market().stub().openJob(withSoftDeadline(signed, 0)).getJobId());
        requester().cancel(Wire.digest(job));
    }

    private static OpenJobRequest withSoftDeadline(OpenJobRequest signed, long millis) {
        return signed.toBuilder()
                .setRequest(signed.getRequest().toBuilder().setSoftDeadlineMillis(millis))
                .build();
    }

    private static Request changed(
            Request request, Assurance assurance, Digest workload, long maxPriceMicros, String key) {
        return new Request(
                request.requester(),
                workload,
                request.inputDigest(),
                assurance,
                request.deadline(),
                maxPriceMicros,
                request.tipMicros(),
                request.nonce(),
                key);
    }

    @Test
    void explainsWhyNobodyBidsAndExpiresWithARefund() {
        Digest job = requester().open(Duration.ofMillis(4500));
        Event nobody = requester().await(job, event -> event.getCode().equals("NO_BIDS"));
        assertTrue(nobody.getDetail().contains("no attached node"), nobody.getDetail());
        FakeNode passing = keep(new FakeNode(market(), SigningKey.generate(new SecureRandom()), 300));
        passing.onOffer = offer -> passing.pass(offer, "TOO_BUSY");
        passing.attach(300, 4);
        Event passed = requester().await(job, event -> event.getDetail().contains("TOO_BUSY"));
        assertEquals(Fulfilment.FULFILMENT_AUCTION, passed.getFulfilment());
        waiting(Requester.MAX_PRICE_MICROS + 1);
        requester().await(job, event -> event.getDetail().contains("1 asked more than the requester pays"));
        Event end = requester().end(job);
        assertEquals(Fulfilment.FULFILMENT_EXPIRED, end.getFulfilment());
        assertEquals(Settlement.SETTLEMENT_REFUNDED, end.getSettlement());
        assertEquals("NO_BIDS", end.getCode());
        requester().assertSpent(0);
    }

    @Test
    void jobWaitsForANodeToCome() {
        Digest job = requester().open();
        requester().await(job, event -> event.getCode().equals("NO_BIDS"));
        proving(300);
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        requester().assertSpent(300);
    }

    @Test
    void nodeThatDoesNotServeTheCircuitIsNotAsked() throws Exception {
        FakeNode other = waiting(300);
        other.quote(dev.assay.proto.v1.NodeQuotes.newBuilder()
                .addQuotes(dev.assay.proto.v1.NodeQuote.newBuilder()
                        .setCircuitId(Wire.bytes(Digest.sha256()))
                        .setPriceMicros(1))
                .build());
        Thread.sleep(100);
        proving(400);
        requester().end(requester().open());
        assertTrue(other.offers.isEmpty());
    }

    @Test
    void cancelGivesEverythingBackAndTellsTheNode() {
        FakeNode node = waiting(300);
        Digest job = requester().open();
        node.award();
        Event cancelled = requester().cancel(job);
        assertEquals(Fulfilment.FULFILMENT_CANCELLED, cancelled.getFulfilment());
        assertEquals("CANCELLED", node.take(node.losses).getCode());
        requester().assertSpent(0);
        assertEquals(cancelled, requester().cancel(job), "again changes nothing");
    }

    @Test
    void cancelAfterTheProofComesTooLate() {
        proving(300);
        Digest job = requester().open();
        Event end = requester().end(job);
        assertEquals(end, requester().cancel(job));
        requester().assertSpent(300);
    }

    @Test
    void deadlineEndsAJobThatANodeHolds() {
        FakeNode node = waiting(300);
        Digest job = requester().open(Duration.ofMillis(1500));
        NodeAward award = node.award();
        Event end = requester().end(job);
        assertEquals(Fulfilment.FULFILMENT_EXPIRED, end.getFulfilment());
        assertEquals("EXPIRED", end.getCode());
        assertEquals("EXPIRED", node.loss(award).getCode());
        node.submitSample(award);
        node.awaitLoss("LEASE_LOST");
        requester().assertSpent(0);
        assertEquals(0, node.earnedMicros());
    }

    @Test
    void leaseEndsWithoutHeartbeatsAndAnotherNodeGetsTheJob() {
        FakeNode silent = waiting(100);
        Digest job = requester().open();
        NodeAward lost = silent.award();
        silent.fallSilent();
        FakeNode second = proving(400);
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        assertEquals("LEASE_LOST", silent.take(silent.losses).getCode());
        assertTrue(second.award().getFencingToken() > lost.getFencingToken(), "the token grows");
        silent.submitSample(lost);
        assertEquals("LEASE_LOST", silent.take(silent.losses).getCode());
        assertEquals(0, silent.earnedMicros());
        assertEquals(400, second.earnedMicros());
    }

    @Test
    void heartbeatsKeepALeaseFarLongerThanItLivesWithout() throws Exception {
        FakeNode node = waiting(300);
        Digest job = requester().open();
        NodeAward award = node.award();
        Thread.sleep(TestMarket.LEASE.multipliedBy(2).toMillis());
        node.submitSample(award);
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        assertTrue(node.losses.isEmpty());
    }

    @Test
    void leaseEndsSoonAfterTheStreamBreaks() {
        FakeNode breaking = waiting(100);
        Digest job = requester().open();
        breaking.award();
        proving(400);
        breaking.close();
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        requester().assertSpent(400);
    }

    @Test
    void nodeThatIsBackInTimeKeepsItsLease() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        FakeNode before = keep(FakeNode.attached(market(), key, 100, 4));
        Digest job = requester().open();
        NodeAward award = before.award();
        before.close();
        FakeNode after = keep(FakeNode.attached(market(), key, 100, 4));
        after.heartbeat(award.getFencingToken());
        after.submitSample(award);
        assertEquals(100, after.take(after.settlements).getPaidMicros());
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
    }

    @Test
    void newestStreamOfANodeReplacesTheOlder() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        FakeNode older = keep(FakeNode.attached(market(), key, 100, 4));
        FakeNode newer = keep(FakeNode.attached(market(), key, 100, 4));
        older.await(older.ended);
        newer.onAward = newer::submitSample;
        assertEquals(
                Fulfilment.FULFILMENT_FULFILLED,
                requester().end(requester().open()).getFulfilment());
    }

    @Test
    void rejectedInputEndsTheJobWithARefund() {
        FakeNode node = waiting(300);
        node.onAward = award -> node.surrender(award, "INPUT_REJECTED", "salt: not a number\nforged line");
        Digest job = requester().open();
        Event end = requester().end(job);
        assertEquals(Fulfilment.FULFILMENT_FAILED, end.getFulfilment());
        assertEquals("INPUT_REJECTED", end.getCode());
        assertEquals("salt: not a number forged line", end.getDetail());
        requester().assertSpent(0);
    }

    @Test
    void surrenderedJobGoesToAnotherNode() {
        FakeNode weak = waiting(100);
        weak.onAward = award -> weak.surrender(award, "OUT_OF_MEMORY", "");
        proving(400);
        Digest job = requester().open();
        weak.award();
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        requester().assertSpent(400);
    }

    @Test
    void nodesThatFailAreTriedOnlySoOften() {
        FakeNode failing = waiting(100);
        failing.onAward = award -> failing.submit(award, "{}".getBytes(StandardCharsets.UTF_8));
        Digest job = requester().open();
        Event end = requester().end(job);
        assertEquals(Fulfilment.FULFILMENT_FAILED, end.getFulfilment());
        assertEquals("ATTEMPTS_EXHAUSTED", end.getCode());
        assertEquals(TestMarket.MAX_ATTEMPTS, failing.awards.size());
        assertEquals("PROOF_REJECTED", failing.take(failing.losses).getCode());
        requester().assertSpent(0);
    }

    @Test
    void restartLosesNothing() throws Exception {
        Digest waitingJob = requester().open();
        SigningKey key = SigningKey.generate(new SecureRandom());
        FakeNode before = keep(FakeNode.attached(market(), key, 100, 1));
        NodeAward held = before.award();
        Digest second = requester().open();
        before.close();
        market().restart();
        FakeNode after = keep(FakeNode.attached(market(), key, 100, 1));
        after.heartbeat(held.getFencingToken());
        after.onAward = after::submitSample;
        after.submitSample(held);
        assertEquals(
                Fulfilment.FULFILMENT_FULFILLED, requester().end(waitingJob).getFulfilment());
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(second).getFulfilment());
        requester().assertSpent(200);
        assertEquals(200, after.earnedMicros());
    }

    @Test
    void listsCircuitsWithTheirNodesAndQuotesThem() {
        waiting(300);
        requester().end(openAndServe());
        Circuit circuit = market().stub()
                .listCircuits(ListCircuitsRequest.getDefaultInstance())
                .getCircuits(0);
        assertArrayEquals(
                ReservesCircuit.circuit().manifest(), circuit.getManifest().toByteArray());
        QuoteCircuitResponse quote = market().stub()
                .quoteCircuit(QuoteCircuitRequest.newBuilder()
                        .setCircuitId(circuit.getId())
                        .build());
        assertEquals(quote.getNodes(), circuit.getNodes());
        assertTrue(quote.getNodes() >= 1);
        assertTrue(quote.getPriceMicros() > 0);
        assertTrue(quote.getLatencyMillis() > 0);
        assertEquals(
                ErrorCode.UNKNOWN_WORKLOAD,
                codeOf(() -> market().stub()
                        .quoteCircuit(QuoteCircuitRequest.newBuilder()
                                .setCircuitId(Wire.bytes(Digest.sha256()))
                                .build())));
    }

    private Digest openAndServe() {
        proving(200);
        return requester().open();
    }

    @Test
    void showsTheGrantThatAFirstJobBringsAndNamesTheAccount() {
        assertEquals(TestMarket.FAUCET_MICROS, requester().balance().getAvailableMicros());
        assertEquals(
                "assay:dev:" + requester().key().address().hex(),
                requester().balance().getAccount());
        requester().open();
        assertEquals(TestMarket.FAUCET_MICROS - 1000, requester().balance().getAvailableMicros());
        assertEquals(1000, requester().balance().getEscrowedMicros());
    }

    @Test
    void resultIsShownOnlyWhenThereIsOne() {
        Digest job = requester().open();
        GetJobResponse response = requester().get(job);
        assertFalse(response.hasResult());
    }

    @Test
    void registeringTheSameCircuitAgainChangesNothing() {
        assertFalse(market().register(ReservesCircuit.circuit().manifest()));
    }
}
