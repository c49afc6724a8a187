package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.Wire;
import dev.assay.market.store.TestServer;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.NodeAward;
import dev.assay.verification.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on what holding a job costs and brings, over the real protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaseAttackTest {

    private static final long FAUCET = TestMarket.FAUCET_MICROS;
    private static final byte[] NO_PROOF = "{}".getBytes(StandardCharsets.UTF_8);

    private @Nullable TestMarket started;
    private @Nullable Requester alice;
    private final List<FakeNode> nodes = new ArrayList<>();

    /** A hundredfold collateral, so that the faucet is soon used up. */
    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        started =
                TestMarket.start(TestServer.EMBEDDED.freshSchema(), folder, rules -> rules.withCollateral(10_000, 90));
    }

    @AfterAll
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

    private FakeNode node(long priceMicros, int capacity) {
        FakeNode node = FakeNode.attached(market(), priceMicros, capacity);
        nodes.add(node);
        return node;
    }

    /** It keeps its lease alive and says all the time that it is nearly done. */
    @Test
    void lockAndWithholdCostsTheCollateralAndAnotherNodeIsInTime() {
        FakeNode withholding = node(100, 1);
        Digest job = requester().open(Duration.ofSeconds(9));
        NodeAward award = withholding.award();
        FakeNode honest = node(200, 1);
        honest.onAward = honest::submitSample;
        withholding.progress(award, Duration.ofMillis(100));
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        assertEquals(200, honest.take(honest.settlements).getPaidMicros());
        assertTrue(withholding.balance().getAvailableMicros() < FAUCET - 5_000, "of 10000 more than half");
    }

    /** Even with nine tenths for the saviour: what the treasury takes is lost. */
    @Test
    void selfSlashThroughASecondIdentityLosesMoney() {
        FakeNode first = node(500, 1);
        Digest job = requester().open();
        NodeAward award = first.award();
        FakeNode sybil = node(600, 1);
        first.submit(award, NO_PROOF);
        sybil.submitSample(sybil.award());
        requester().end(job);
        long before = 2 * FAUCET;
        long after = first.balance().getAvailableMicros() + sybil.balance().getAvailableMicros();
        assertEquals(FAUCET - 50_000, first.balance().getAvailableMicros());
        assertTrue(after < before, "they earned 600 and lost the rest: " + (after - before));
    }

    @Test
    void lowballThenDefaultEndsInSuspension() {
        FakeNode lowballing = node(1, 1);
        for (int i = 0; i < 3; i++) {
            Digest job = requester().open();
            lowballing.submit(lowballing.award(job), NO_PROOF);
            requester().await(job, event -> event.getCode().equals("PROOF_REJECTED"));
            requester().cancel(job);
        }
        FakeNode honest = node(900, 1);
        requester().open();
        assertFalse(honest.award().getCanary());
        assertTrue(lowballing.awards.stream().allMatch(NodeAward::getCanary), "nothing but canaries");
    }

    /** A lease at 1000 takes a tenth of the faucet: who says that he can hold a thousand holds ten. */
    @Test
    void overCommitmentEndsWhereTheCollateralDoes() {
        FakeNode greedy = node(1000, 1000);
        Set<Digest> jobs = new HashSet<>();
        for (int i = 0; i < 11; i++) {
            jobs.add(requester().open(Duration.ofSeconds(60)));
        }
        for (int i = 0; i < 10; i++) {
            assertTrue(jobs.remove(Wire.digest(greedy.award().getJobId())));
        }
        Digest left = jobs.iterator().next();
        Event why = requester().await(left, event -> event.getCode().equals("NO_BIDS"));
        assertTrue(why.getDetail().contains("could not be given it"), why.getDetail());
        assertEquals(0, greedy.balance().getAvailableMicros());
        assertEquals(FAUCET, greedy.balance().getCollateralMicros());
    }

    /** Each of many identities has to put up its own: together they hold no more than their money. */
    @Test
    void sybilsPutUpCollateralEach() {
        FakeNode one = node(400, 8);
        FakeNode other = node(400, 8);
        requester().open();
        requester().open();
        while (one.awards.size() + other.awards.size() < 2) {
            Thread.onSpinWait();
        }
        assertEquals(
                80_000, one.balance().getCollateralMicros() + other.balance().getCollateralMicros());
    }

    @Test
    void expiredRequestIsNotSettled() {
        FakeNode node = node(100, 1);
        Digest job = requester().open(Duration.ofSeconds(4));
        NodeAward award = node.award();
        assertEquals(Fulfilment.FULFILMENT_EXPIRED, requester().end(job).getFulfilment());
        node.awaitLoss("EXPIRED");
        node.submitSample(award);
        node.awaitLoss("LEASE_LOST");
        assertEquals(FAUCET - 10_000, node.balance().getAvailableMicros(), "and what was put up is lost");
    }

    /** A stream that broke and is resumed may say everything twice. */
    @Test
    void messagesThatComeTwiceChangeNothing() {
        FakeNode node = node(100, 1);
        Digest job = requester().open();
        NodeAward award = node.award();
        node.accept(award);
        node.accept(award);
        node.submitSample(award);
        node.submitSample(award);
        assertEquals(100, node.take(node.settlements).getPaidMicros());
        assertEquals(100, node.take(node.settlements).getPaidMicros());
        node.surrender(award, "UNAVAILABLE", "too late");
        node.accept(award);
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        assertEquals(FAUCET + 100, node.balance().getAvailableMicros());
        requester().assertSpent(100);
    }

    @Test
    void badSubmissionHoldsUpNoOther() {
        FakeNode node = node(100, 3);
        Digest good = requester().open();
        NodeAward goodAward = node.award(good);
        Digest bad = requester().open();
        NodeAward badAward = node.award(bad);
        for (int i = 0; i < 20; i++) {
            node.submit(badAward, new byte[i * 1000]);
        }
        node.submitSample(goodAward);
        assertEquals(100, node.take(node.settlements).getPaidMicros());
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(good).getFulfilment());
        requester().await(bad, event -> event.getCode().equals("PROOF_REJECTED"));
    }
}
