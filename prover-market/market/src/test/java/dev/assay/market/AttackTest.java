package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.market.store.TestServer;
import dev.assay.proto.v1.CancelJobRequest;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.OpenJobRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Attach;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Cancel;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** The attacks that are known on proof markets, each tried over the real protocol. */
@ParameterizedClass
@EnumSource(TestServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTest {

    /** JUnit wants it here; {@link #start} is given it. */
    @Parameter
    @SuppressWarnings("UnusedVariable")
    private TestServer server = TestServer.EMBEDDED;

    private @Nullable TestMarket started;
    private @Nullable Requester alice;
    private final List<FakeNode> nodes = new ArrayList<>();
    private final List<Requester> others = new ArrayList<>();

    @BeforeParameterizedClassInvocation
    void start(TestServer server, @TempDir Path folder) throws Exception {
        started = TestMarket.start(server.freshSchema(), folder, rules -> rules.withMaxFailures(1_000));
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
        others.forEach(Requester::cancelAll);
        others.clear();
        nodes.forEach(FakeNode::close);
        nodes.clear();
    }

    private TestMarket market() {
        return Objects.requireNonNull(started);
    }

    private Requester requester() {
        return Objects.requireNonNull(alice);
    }

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
    void copiedProofEarnsNothingWithoutTheLease() {
        FakeNode holder = waiting(100);
        FakeNode thief = waiting(200);
        Digest job = requester().open();
        NodeAward award = holder.award();
        thief.submit(job, award.getFencingToken(), ReservesCircuit.proof(), ReservesCircuit.publicInputs());
        assertEquals("LEASE_LOST", thief.take(thief.losses).getCode());
        thief.submit(job, award.getFencingToken() + 1, ReservesCircuit.proof(), ReservesCircuit.publicInputs());
        assertEquals("LEASE_LOST", thief.take(thief.losses).getCode());
        holder.submitSample(award);
        assertEquals(200, holder.take(holder.settlements).getPaidMicros());
        thief.submit(job, award.getFencingToken(), ReservesCircuit.proof(), ReservesCircuit.publicInputs());
        assertEquals("LEASE_LOST", thief.take(thief.losses).getCode());
        assertEquals(0, thief.earnedMicros());
    }

    /** Whoever carries the request can change no byte of it, so nobody else can be charged and nobody more. */
    @Test
    void changedBodyIsNotTheSignedOne() {
        OpenJobRequest signed = requester().sign(requester().request(), ReservesCircuit.input());
        dev.assay.proto.v1.Request body = signed.getRequest();
        Requester victim = new Requester(market());
        List<dev.assay.proto.v1.Request> forgeries = List.of(
                body.toBuilder().setMaxPriceMicros(999_999).build(),
                body.toBuilder().setTipMicros(11).build(),
                body.toBuilder()
                        .setRequester(Wire.bytes(victim.key().address()))
                        .build(),
                body.toBuilder().setDeadlineMillis(body.getDeadlineMillis() + 1).build(),
                body.toBuilder()
                        .setSoftDeadlineMillis(body.getSoftDeadlineMillis() - 1)
                        .build(),
                body.toBuilder().setIdempotencyKey("another").build(),
                body.toBuilder().setNonce(Wire.bytes(Digest.sha256())).build(),
                body.toBuilder()
                        .setAssurance(dev.assay.proto.v1.Assurance.ASSURANCE_BOTH)
                        .build());
        for (dev.assay.proto.v1.Request forgery : forgeries) {
            OpenJobRequest changed = signed.toBuilder().setRequest(forgery).build();
            assertEquals(ErrorCode.BAD_SIGNATURE, codeOf(() -> market().stub().openJob(changed)));
        }
        assertEquals(TestMarket.FAUCET_MICROS, requester().balance().getAvailableMicros());
        assertEquals(TestMarket.FAUCET_MICROS, victim.balance().getAvailableMicros());
    }

    @Test
    void signatureOfOneRoleIsWorthlessInAnother() {
        Request request = requester().request();
        Digest job =
                Wire.digest(requester().open(request, ReservesCircuit.input()).getJobId());
        byte[] asRequest = requester().key().sign(request.digest(SigningDomain.dev()));
        byte[] asAttach =
                requester().key().sign(new Attach(job, requester().key().address()).digest(SigningDomain.dev()));
        byte[] byStranger = SigningKey.generate(new SecureRandom()).sign(new Cancel(job).digest(SigningDomain.dev()));
        byte[] elsewhere = requester()
                .key()
                .sign(new Cancel(job)
                        .digest(new SigningDomain(1, SigningDomain.dev().deployment())));
        for (byte[] signature : List.of(asRequest, asAttach, byStranger, elsewhere)) {
            assertEquals(ErrorCode.BAD_SIGNATURE, codeOf(() -> cancel(job, signature)));
        }
        FakeNode node = waiting(100);
        node.onOffer = offer -> {
            Bid bid = new Bid(Wire.digest(offer.getJobId()), 100, 1, Digest.sha256());
            node.bid(bid, asRequest);
        };
        requester().open();
        assertEquals(ErrorCode.BAD_SIGNATURE, Failure.of(node.await(node.ended)).code());
    }

    private void cancel(Digest job, byte[] signature) {
        Event ignored = market().stub()
                .cancelJob(CancelJobRequest.newBuilder()
                        .setJobId(Wire.bytes(job))
                        .setSignature(ByteString.copyFrom(signature))
                        .build())
                .getEvent();
    }

    @Test
    void requestForAnotherChainOrDeploymentIsRefused() {
        Request request = requester().request();
        for (SigningDomain domain : List.of(
                new SigningDomain(1, SigningDomain.dev().deployment()),
                new SigningDomain(SigningDomain.dev().chainId(), Digest.sha256()))) {
            OpenJobRequest signed = OpenJobRequest.newBuilder()
                    .setRequest(Wire.toWire(Signed.sign(request, requester().key(), domain)))
                    .setInput(ByteString.copyFrom(ReservesCircuit.input()))
                    .build();
            assertEquals(ErrorCode.BAD_SIGNATURE, codeOf(() -> market().stub().openJob(signed)));
        }
    }

    /** Somebody who sees a request and is faster with the same body gets another id, and pays for it himself. */
    @Test
    void requestIdCannotBeTakenBySomebodyElse() {
        Request request = requester().request();
        Requester mallory = new Requester(market());
        Request copy = new Request(
                mallory.key().address(),
                request.workload(),
                request.inputDigest(),
                request.assurance(),
                request.deadline(),
                request.maxPriceMicros(),
                request.tipMicros(),
                request.nonce(),
                request.idempotencyKey());
        Digest taken = Wire.digest(mallory.open(copy, ReservesCircuit.input()).getJobId());
        Digest own =
                Wire.digest(requester().open(request, ReservesCircuit.input()).getJobId());
        assertNotEquals(taken, own);
        assertEquals(request.digest(SigningDomain.dev()), own);
        assertEquals(1000, requester().balance().getEscrowedMicros());
        assertEquals(1000, mallory.balance().getEscrowedMicros());
        mallory.cancelAll();
    }

    @Test
    void attachingNeedsTheKeyAndThisChallenge() {
        SigningKey victim = SigningKey.generate(new SecureRandom());
        byte[] overheard = victim.sign(new Attach(Digest.sha256(), victim.address()).digest(SigningDomain.dev()));
        FakeNode replaying = keep(new FakeNode(market(), victim, 100));
        replaying.connect();
        Digest nonce = replaying.nonce();
        replaying.hello(overheard, 1);
        assertEquals(
                ErrorCode.BAD_SIGNATURE,
                Failure.of(replaying.await(replaying.ended)).code());
        FakeNode guessing = keep(new FakeNode(market(), victim, 100));
        guessing.connect();
        assertNotEquals(nonce, guessing.nonce());
        guessing.hello(SigningKey.generate(new SecureRandom()), 1);
        assertEquals(
                ErrorCode.BAD_SIGNATURE,
                Failure.of(guessing.await(guessing.ended)).code());
    }

    @Test
    void nothingIsHeardBeforeTheHello() {
        FakeNode eager = keep(new FakeNode(market(), SigningKey.generate(new SecureRandom()), 100));
        eager.connect();
        Digest nonce = eager.nonce();
        eager.bid(nonce, 1);
        assertEquals(
                ErrorCode.BAD_SIGNATURE, Failure.of(eager.await(eager.ended)).code());
    }

    @Test
    void oneProofIsPaidOnceHoweverOftenItIsHandedIn() {
        FakeNode node = waiting(100);
        Digest job = requester().open();
        NodeAward award = node.award();
        for (int i = 0; i < 20; i++) {
            node.submitSample(award);
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(100, node.take(node.settlements).getPaidMicros());
        }
        assertEquals(100, node.earnedMicros(), "it is told so again, and paid once");
        requester().end(job);
        requester().assertSpent(100);
    }

    /** A proof that was made for an older job verifies; it is not about this job's input. */
    @Test
    void proofOfAnotherJobIsNotPaid() {
        FakeNode node = waiting(100);
        byte[] input = ReservesCircuit.otherInput();
        Digest job = Wire.digest(requester()
                .open(requester().request(input, Duration.ofSeconds(30)), input)
                .getJobId());
        node.submitSample(node.award());
        Event rejected = requester().await(job, event -> event.getCode().equals("PROOF_REJECTED"));
        assertTrue(rejected.getDetail().contains("12000000000"), rejected.getDetail());
        assertEquals("PROOF_REJECTED", node.take(node.losses).getCode());
        assertEquals(-100, node.earnedMicros(), "what it put up is lost");
    }

    /** The first bid binds; a later and lower one is not seen. */
    @Test
    void bidCannotBeChangedInTheWindow() {
        FakeNode node = waiting(900);
        node.onOffer = offer -> {
            node.bid(Wire.digest(offer.getJobId()), 900);
            node.bid(Wire.digest(offer.getJobId()), 1);
        };
        requester().open();
        assertEquals(900, node.award().getPriceMicros());
    }

    /** Absurd second asks of the same owner do not lift the price. */
    @Test
    void secondIdentityWithAnAbsurdAskEarnsNothing() {
        FakeNode first = waiting(100);
        waiting(1_000_000_000L);
        requester().open();
        assertEquals(100, first.award().getPriceMicros());
    }

    /** Anybody may watch a job: until it is paid, its events tell neither the reserve nor what nodes asked. */
    @Test
    void eventsOfAnOpenJobNameNoAmounts() {
        waiting(Requester.MAX_PRICE_MICROS + 777_000);
        Digest unsold = requester().open();
        requester().await(unsold, event -> event.getDetail().contains("asked more"));
        requester().cancel(unsold);
        FakeNode cheap = waiting(111);
        waiting(222);
        Digest held = requester().open();
        assertEquals(222, cheap.award().getPriceMicros());
        requester().cancel(held);
        List<Event> events = new ArrayList<>(requester().watch(unsold, 1));
        events.addAll(requester().watch(held, 1));
        for (Event event : events) {
            String withoutAddresses = event.getDetail().replaceAll("0x[0-9a-f]{40}", "");
            for (String secret : List.of("1000", "778000", "111", "222")) {
                assertFalse(withoutAddresses.contains(secret), event.getDetail());
            }
        }
    }

    @Test
    void nodeThatBidsForMoreThanItCanDoGetsNoMore() throws Exception {
        FakeNode greedy = keep(FakeNode.attached(market(), 100, 1));
        List<Digest> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            jobs.add(requester().open());
        }
        greedy.award();
        Thread.sleep(600);
        assertTrue(greedy.awards.isEmpty(), "four jobs wait");
        long assigned = jobs.stream()
                .map(job -> requester().get(job).getEvent().getFulfilment())
                .filter(Fulfilment.FULFILMENT_ASSIGNED::equals)
                .count();
        assertEquals(1, assigned);
    }

    @Test
    void freedSlotIsFilledAtOnceAndNoJobIsLost() {
        FakeNode busy = keep(FakeNode.attached(market(), 100, 1));
        busy.onAward = busy::submitSample;
        List<Digest> jobs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            jobs.add(requester().open());
        }
        jobs.forEach(job -> assertEquals(
                Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment()));
        assertEquals(1000, busy.earnedMicros());
        requester().assertSpent(1000);
    }

    /** What was promised to nodes is in the pot before they work; the requester cannot promise it twice. */
    @Test
    void requesterCannotSpendWhatIsPromised() {
        byte[] input = ReservesCircuit.input();
        Request all = withPrice(requester().request(), TestMarket.FAUCET_MICROS);
        requester().open(all, input);
        assertEquals(0, requester().balance().getAvailableMicros());
        assertEquals(ErrorCode.INSUFFICIENT_FUNDS, codeOf(() -> requester().open()));
        waiting(100).onAward = award -> {};
        assertEquals(TestMarket.FAUCET_MICROS, requester().balance().getEscrowedMicros());
    }

    private static Request withPrice(Request request, long maxPriceMicros) {
        return new Request(
                request.requester(),
                request.workload(),
                request.inputDigest(),
                request.assurance(),
                request.deadline(),
                maxPriceMicros,
                request.tipMicros(),
                request.nonce(),
                request.idempotencyKey());
    }

    @Test
    void replayedRequestCostsNothing() throws Exception {
        byte[] input = ReservesCircuit.input();
        FakeNode node = waiting(100);
        node.onAward = node::submitSample;
        Request request = requester().request(input, Duration.ofMillis(1500));
        OpenJobRequest signed = requester().sign(request, input);
        Digest job = Wire.digest(market().stub().openJob(signed).getJobId());
        Event end = requester().end(job);
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, end.getFulfilment());
        assertEquals(end, market().stub().openJob(signed).getEvent());
        Request neverSent = requester().request(input, Duration.ofMillis(300));
        Thread.sleep(400);
        assertTrue(neverSent.deadline().isBefore(Instant.now()));
        assertEquals(ErrorCode.DEADLINE_INVALID, codeOf(() -> requester().open(neverSent, input)));
        requester().assertSpent(100);
    }

    /** Damaged proofs of every kind are rejected, and the market goes on. */
    @Test
    void garbageNeverPaysAndNeverStopsTheVerifier() {
        Random random = new Random(21);
        FakeNode node = waiting(100);
        for (int i = 0; i < 12; i++) {
            Requester one = new Requester(market());
            others.add(one);
            Digest job = one.open();
            NodeAward award = node.award(job);
            node.submit(
                    job,
                    award.getFencingToken(),
                    damaged(random, ReservesCircuit.proof()),
                    damaged(random, ReservesCircuit.publicInputs()));
            assertEquals("PROOF_REJECTED", node.loss(award).getCode());
            one.cancelAll();
        }
        node.onAward = node::submitSample;
        Digest job = requester().open();
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        assertEquals(100, node.take(node.settlements).getPaidMicros());
    }

    private static byte[] damaged(Random random, byte[] good) {
        byte[] bytes = switch (random.nextInt(4)) {
            case 0 -> java.util.Arrays.copyOf(good, random.nextInt(good.length));
            case 1 -> "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            case 2 -> new byte[random.nextInt(500_000)];
            default -> good.clone();
        };
        for (int i = 0; i < 1 + random.nextInt(8) && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** (-A, -B, C) is another proof of the same: it verifies, and earns nothing more. */
    @Test
    void malleatedProofIsPaidForTheJobAndNotForItsBytes() {
        byte[] other = malleated(new String(ReservesCircuit.proof(), StandardCharsets.UTF_8));
        assertVerifies(other);
        assertFalse(java.util.Arrays.equals(other, ReservesCircuit.proof()));
        FakeNode node = waiting(100);
        Digest job = requester().open();
        NodeAward award = node.award();
        node.submitSample(award);
        assertEquals(100, node.take(node.settlements).getPaidMicros());
        node.submit(award, other);
        assertEquals(100, node.take(node.settlements).getPaidMicros());
        assertEquals(100, node.earnedMicros());
        Digest second = requester().open();
        node.submit(node.award(), other);
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(second).getFulfilment());
        assertEquals(200, node.earnedMicros(), "two jobs are two payments, whatever the bytes");
        requester().end(job);
        requester().assertSpent(200);
    }

    private static void assertVerifies(byte[] proof) {
        Verdict<VerifiedKey> key = VerifiedKey.load(ReservesCircuit.file("verification_key.json"));
        if (key instanceof Verdict.Verified<VerifiedKey>(VerifiedKey loaded)) {
            assertInstanceOf(
                    Verdict.Verified.class, Groth16Verifier.verify(loaded, proof, ReservesCircuit.publicInputs()));
        } else {
            throw new AssertionError(key);
        }
    }

    /** The order of BN254's base field. */
    private static final BigInteger Q =
            new BigInteger("21888242871839275222246405745257275088696311157297823662689037894645226208583");

    private static byte[] malleated(String proof) {
        List<String> numbers = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"(\\d{20,})\"").matcher(proof);
        while (matcher.find()) {
            numbers.add(matcher.group(1));
        }
        String changed = proof;
        // pi_a is x, y; pi_b is x0, x1, y0, y1: the ordinates change their signs.
        for (int ordinate : new int[] {1, 4, 5}) {
            String y = numbers.get(ordinate);
            changed = changed.replace(y, Q.subtract(new BigInteger(y)).toString());
        }
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void inputIsShownToTheWinnerAlone() {
        FakeNode winner = waiting(100);
        FakeNode loser = waiting(200);
        requester().open();
        assertEquals(
                ByteString.copyFrom(ReservesCircuit.input()), winner.award().getInput());
        ByteString offered = loser.take(loser.offers).toByteString();
        assertFalse(offered.toString(StandardCharsets.ISO_8859_1).contains("7714629045183"));
        assertTrue(loser.awards.isEmpty());
    }
}
