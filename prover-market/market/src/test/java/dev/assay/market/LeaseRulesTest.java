package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.Wire;
import dev.assay.market.store.TestServer;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeSettled;
import dev.assay.verification.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What holding a job costs and brings, over the real protocol: collateral as large as the price, half of a loss shared. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaseRulesTest {

    private static final long FAUCET = TestMarket.FAUCET_MICROS;

    private @Nullable TestMarket started;
    private @Nullable Requester alice;
    private final List<FakeNode> nodes = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        started = TestMarket.start(TestServer.EMBEDDED.freshSchema(), folder, rules -> rules.withMaxFailures(2));
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

    private FakeNode node(long priceMicros) {
        FakeNode node = FakeNode.attached(market(), priceMicros, 4);
        nodes.add(node);
        return node;
    }

    @Test
    void collateralIsHeldFromAwardToPaymentAndThenReturned() {
        FakeNode node = node(300);
        requester().open();
        NodeAward award = node.award();
        assertEquals(300, award.getCollateralMicros());
        assertEquals(300, node.balance().getCollateralMicros());
        assertEquals(FAUCET - 300, node.balance().getAvailableMicros());
        node.submitSample(award);
        assertEquals(300, node.take(node.settlements).getPaidMicros());
        assertEquals(0, node.balance().getCollateralMicros());
        assertEquals(FAUCET + 300, node.balance().getAvailableMicros());
    }

    @Test
    void silentNodeLosesItAllAndTheRequesterGetsHalf() {
        FakeNode node = node(300);
        Digest job = requester().open();
        NodeAward ignored = node.award();
        node.fallSilent();
        requester().await(job, event -> event.getCode().equals("LEASE_LOST"));
        assertEquals(FAUCET - 300, node.balance().getAvailableMicros());
        requester().cancel(job);
        assertEquals(FAUCET + 150, requester().balance().getAvailableMicros());
    }

    @Test
    void wrongProofCostsTheWholeCollateral() {
        FakeNode node = node(300);
        Digest job = requester().open();
        node.submit(node.award(), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        requester().await(job, event -> event.getCode().equals("PROOF_REJECTED"));
        assertEquals(FAUCET - 300, node.balance().getAvailableMicros());
    }

    @Test
    void earlySurrenderIsCheap() {
        FakeNode node = node(300);
        Digest job = requester().open();
        NodeAward award = node.award();
        node.progress(award, Duration.ofSeconds(1));
        requester().await(job, event -> event.getExecution().getNumber() > 1);
        node.surrender(award, "UNAVAILABLE", "the machine is needed elsewhere");
        requester().await(job, event -> event.getDetail().contains("gave it back"));
        long lost = FAUCET - node.balance().getAvailableMicros();
        assertTrue(lost >= 30 && lost <= 60, "a tenth and what the time adds: " + lost);
    }

    @Test
    void declinedAwardGoesToTheRunnerUpAtOnce() {
        FakeNode first = node(300);
        first.accepting = false;
        first.onAward = award -> first.surrender(award, "OVERLOADED", "another market was faster");
        FakeNode second = node(400);
        Digest job = requester().open();
        second.submitSample(second.award());
        Event paid = requester().end(job);
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, paid.getFulfilment());
        assertEquals(FAUCET - 8, first.balance().getAvailableMicros(), "two hundredths of 400, the second price");
        long auctions = requester().watch(job, 1).stream()
                .filter(event -> event.getFulfilment() == Fulfilment.FULFILMENT_AUCTION)
                .count();
        assertEquals(2, auctions, "one round: the second event says that the first node declined");
        assertEquals(1, second.offers.size(), "it was not asked again");
    }

    @Test
    void unansweredAwardGoesToTheRunnerUpAfterAMoment() {
        FakeNode first = node(300);
        first.accepting = false;
        FakeNode second = node(400);
        Digest job = requester().open();
        second.submitSample(second.award());
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        first.awaitLoss("NOT_ACCEPTED");
        assertEquals(FAUCET - 20, first.balance().getAvailableMicros());
    }

    @Test
    void lateProofIsPaidLessAndTheRestGoesBack() {
        FakeNode node = node(1000);
        Digest job = requester().open(Duration.ofMillis(100), Duration.ofSeconds(20));
        NodeAward award = node.award();
        sleep(Duration.ofSeconds(2));
        node.submitSample(award);
        NodeSettled settled = node.take(node.settlements);
        assertTrue(settled.getPaidMicros() > 600 && settled.getPaidMicros() < 950, settled.toString());
        assertTrue(settled.getSlashedMicros() > 20 && settled.getSlashedMicros() < 200, settled.toString());
        requester().end(job);
        long paid = requester().get(job).getResult().getPaidMicros();
        assertEquals(settled.getPaidMicros(), paid);
        long share = settled.getSlashedMicros() / 2;
        assertEquals(FAUCET - paid + share, requester().balance().getAvailableMicros());
        assertEquals(FAUCET + paid - settled.getSlashedMicros(), node.balance().getAvailableMicros());
    }

    @Test
    void jobOfANodeThatSaysItIsLateIsHedgedAndTheFirstProofIsPaid() {
        FakeNode slow = node(300);
        Digest job = requester().open();
        NodeAward first = slow.award();
        FakeNode quick = node(400);
        slow.progress(first, Duration.ofMinutes(5));
        NodeAward hedge = quick.award();
        assertTrue(hedge.getHedge());
        assertTrue(hedge.getFencingToken() > first.getFencingToken());
        requester().await(job, event -> event.getCode().equals("AT_RISK"));
        quick.submitSample(hedge);
        assertEquals(400, quick.take(quick.settlements).getPaidMicros());
        assertEquals("OUTRUN", slow.loss(first).getCode());
        slow.submitSample(first);
        // The late proof of a lost lease is refused.
        slow.awaitLoss("LEASE_LOST");
        assertEquals(FAUCET + 400, quick.balance().getAvailableMicros());
        assertTrue(slow.balance().getAvailableMicros() < FAUCET);
        assertTrue(requester().balance().getAvailableMicros() > FAUCET - 400, "the slow one's loss is shared");
    }

    @Test
    void hedgeIsSentHomeUnharmedWhenTheFirstNodeDelivers() {
        FakeNode slow = node(300);
        Digest job = requester().open();
        NodeAward first = slow.award();
        FakeNode second = node(400);
        slow.progress(first, Duration.ofMinutes(5));
        NodeAward hedge = second.award();
        slow.submitSample(first);
        assertEquals(300, slow.take(slow.settlements).getPaidMicros());
        assertEquals("OUTRUN", second.loss(hedge).getCode());
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
        assertEquals(FAUCET, second.balance().getAvailableMicros());
        requester().assertSpent(300);
    }

    @Test
    void hedgeGoesOnAloneWhenTheFirstNodeGivesUp() {
        FakeNode slow = node(300);
        Digest job = requester().open();
        NodeAward first = slow.award();
        FakeNode second = node(400);
        slow.progress(first, Duration.ofMinutes(5));
        NodeAward hedge = second.award();
        slow.surrender(first, "UNAVAILABLE", "gone");
        Event goesOn = requester().await(job, event -> event.getDetail().contains("goes on"));
        assertEquals(Fulfilment.FULFILMENT_ASSIGNED, goesOn.getFulfilment());
        second.submitSample(hedge);
        assertEquals(400, second.take(second.settlements).getPaidMicros());
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment());
    }

    @Test
    void nodeThatFailsAgainAndAgainIsSuspended() {
        FakeNode bad = node(100);
        for (int i = 0; i < 2; i++) {
            Digest job = requester().open();
            bad.submit(bad.award(job), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            requester().await(job, event -> event.getCode().equals("PROOF_REJECTED"));
            requester().cancel(job);
        }
        bad.offers.clear();
        Digest job = requester().open();
        Event why = requester().await(job, event -> event.getCode().equals("NO_BIDS"));
        assertFalse(why.getDetail().isEmpty());
        assertTrue(bad.offers.isEmpty(), "it is not asked any more");
        NodeAward canary = bad.award();
        assertTrue(canary.getCanary());
        bad.submitSample(canary);
        assertEquals(0, bad.take(bad.settlements).getPaidMicros());
        bad.submitSample(bad.award(job));
        assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester().end(job).getFulfilment(), "it works again");
    }

    @Test
    void leavingNodeFinishesWhatItHasAndGetsNothingMore() {
        FakeNode leaving = node(100);
        Digest held = requester().open();
        NodeAward award = leaving.award();
        leaving.drain();
        leaving.progress(award, Duration.ofSeconds(1));
        requester().await(held, event -> event.getExecution().getNumber() > 1);
        FakeNode staying = node(200);
        requester().open();
        assertEquals(200, staying.award().getPriceMicros());
        leaving.submitSample(award);
        assertEquals(100, leaving.take(leaving.settlements).getPaidMicros());
        assertEquals(Wire.digest(award.getJobId()), held);
        assertTrue(leaving.awards.isEmpty());
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
