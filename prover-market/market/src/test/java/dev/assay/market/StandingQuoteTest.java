package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.market.store.TestServer;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.GetEstimateRequest;
import dev.assay.proto.v1.GetEstimateResponse;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeQuote;
import dev.assay.proto.v1.NodeQuotes;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotes that bind, over the real protocol. */
class StandingQuoteTest {

    private @Nullable TestMarket started;
    private @Nullable Requester alice;
    private final List<FakeNode> nodes = new ArrayList<>();

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        started = TestMarket.start(TestServer.EMBEDDED, folder);
        alice = new Requester(started);
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(FakeNode::close);
        Objects.requireNonNull(started).close();
    }

    private TestMarket market() {
        return Objects.requireNonNull(started);
    }

    private Requester requester() {
        return Objects.requireNonNull(alice);
    }

    /** A node that says nothing after its quote. */
    private FakeNode quoting(long priceMicros, int capacity, Duration validity) {
        SigningKey key = SigningKey.generate(new SecureRandom());
        FakeNode node = silent(key, priceMicros, capacity);
        node.quote(signed(key, priceMicros, 0, validity));
        return node;
    }

    private FakeNode silent(SigningKey key, long priceMicros, int capacity) {
        FakeNode node = FakeNode.attached(market(), key, priceMicros, capacity);
        node.onOffer = offer -> {};
        nodes.add(node);
        return node;
    }

    static NodeQuotes signed(SigningKey key, long priceMicros, long unitMicros, Duration validity) {
        Instant until = Instant.ofEpochMilli(Instant.now().plus(validity).toEpochMilli());
        Digest circuit = ReservesCircuit.circuit().id();
        Quote quote = new Quote(circuit, priceMicros, unitMicros, 20, 0, until, Digest.sha256(key.secret()));
        return NodeQuotes.newBuilder()
                .addQuotes(NodeQuote.newBuilder()
                        .setCircuitId(Wire.bytes(circuit))
                        .setPriceMicros(priceMicros)
                        .setUnitMicros(unitMicros)
                        .setExpectedMillis(20)
                        .setValidUntilMillis(until.toEpochMilli())
                        .setSalt(Wire.bytes(quote.salt()))
                        .setSignature(ByteString.copyFrom(
                                Signed.sign(quote, key, SigningDomain.dev()).signature())))
                .build();
    }

    /** Attack 8, an option not to reveal: there is no second step. What was signed is a bid, and nothing more is asked. */
    @Test
    void quoteWinsWithoutAQuestionAndIsPaidTheSecondPrice() {
        FakeNode cheap = quoting(100, 4, Duration.ofMinutes(1));
        FakeNode dear = quoting(300, 4, Duration.ofMinutes(1));
        settle();
        cheap.offers.clear();
        requester().open();
        assertEquals(300, cheap.award().getPriceMicros());
        assertTrue(cheap.offers.isEmpty() && dear.offers.isEmpty());
    }

    /** The quote is on its way while the job is: what came before it on the same stream is done when it is. */
    private static void settle() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void quoteAsksForEveryUnitOfInput() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        FakeNode node = silent(key, 100, 1);
        node.quote(signed(key, 100, 7, Duration.ofMinutes(1)));
        settle();
        requester().open();
        assertEquals(
                100 + 7 * Math.ceilDiv(ReservesCircuit.input().length, 1024),
                node.award().getPriceMicros());
    }

    @Test
    void quoteThatRanOutIsNoBid() {
        FakeNode node = quoting(100, 4, Duration.ofMillis(1));
        settle();
        Digest job = requester().open();
        assertEquals(Wire.bytes(job), node.take(node.offers).getJobId(), "it is asked instead");
        assertEquals(
                Fulfilment.FULFILMENT_AUCTION,
                requester().await(job, e -> e.getCode().equals("NO_BIDS")).getFulfilment());
    }

    /** Attack 14, more promises than machines: the market counts, and a quote is good for as many slots as are free. */
    @Test
    void quoteIsGoodForNoMoreJobsThanTheNodeHasSlots() {
        FakeNode node = quoting(100, 2, Duration.ofMinutes(1));
        settle();
        List<Digest> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            jobs.add(requester().open());
        }
        NodeAward first = node.award();
        node.award();
        settle();
        assertTrue(node.awards.isEmpty());
        node.submitSample(first);
        node.award();
        settle();
        assertTrue(node.awards.isEmpty());
    }

    /** Attack 6, sealed bids are enumerated: a salt that is too short to hide the price is refused. */
    @Test
    void quoteWithAShortSaltOrAnothersSignatureEndsTheStream() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        NodeQuotes good = signed(key, 100, 0, Duration.ofMinutes(1));
        FakeNode shortSalt = silent(key, 100, 1);
        shortSalt.quote(NodeQuotes.newBuilder()
                .addQuotes(good.getQuotes(0).toBuilder().setSalt(ByteString.copyFrom(new byte[8])))
                .build());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                Failure.of(shortSalt.await(shortSalt.ended)).code());
        FakeNode thief = silent(SigningKey.generate(new SecureRandom()), 100, 1);
        thief.quote(good);
        assertEquals(
                ErrorCode.BAD_SIGNATURE, Failure.of(thief.await(thief.ended)).code());
        FakeNode forEver = quoting(100, 1, Duration.ofDays(2));
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                Failure.of(forEver.await(forEver.ended)).code());
    }

    @Test
    void whatWasDeliveredIsLearned() throws Exception {
        FakeNode node = quoting(100, 4, Duration.ofMinutes(1));
        node.onAward = node::submitSample;
        settle();
        requester().end(requester().open());
        GetEstimateResponse estimate = estimate();
        for (int i = 0; i < 50 && estimate.getEstimatesCount() == 0; i++) {
            Thread.sleep(100);
            estimate = estimate();
        }
        assertEquals(2, estimate.getEstimatesCount());
        assertEquals("", estimate.getEstimates(0).getHardware());
        assertEquals("fake", estimate.getEstimates(1).getHardware());
        assertEquals(1, estimate.getEstimates(1).getSamples());
        assertTrue(estimate.getEstimates(1).getP95Millis()
                >= estimate.getEstimates(1).getP50Millis());
        assertEquals(0, estimate.getIndexMicros(), "one round is no index");
    }

    private GetEstimateResponse estimate() {
        return market().stub()
                .getEstimate(GetEstimateRequest.newBuilder()
                        .setCircuitId(Wire.bytes(ReservesCircuit.circuit().id()))
                        .setInputSizeBytes(ReservesCircuit.input().length)
                        .build());
    }
}
