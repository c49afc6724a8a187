package dev.assay.verification.auction;

import static dev.assay.verification.auction.Rounds.candidate;
import static dev.assay.verification.auction.Rounds.digest;
import static dev.assay.verification.auction.Rounds.node;
import static dev.assay.verification.auction.Rounds.proven;
import static dev.assay.verification.auction.Rounds.round;
import static dev.assay.verification.auction.Rounds.seen;
import static dev.assay.verification.auction.Rounds.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.auction.Outcome.Sold;
import dev.assay.verification.auction.Rules.Mode;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Bid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The known attacks on auctions for proofs, by their numbers in the list of attacks, as far as arithmetic answers them. */
class AuctionAttackTest {

    private static Sold sold(Clearing clearing) {
        return assertInstanceOf(Sold.class, Auction.clear(clearing));
    }

    /** 6: sealed bids are enumerated. The commitment to one price is not the same twice. */
    @Test
    void commitmentToABidTellsNothingWithoutItsSalt() {
        Digest one = new Bid(digest("job"), 100, 1, digest("salt 1")).digest(SigningDomain.dev());
        assertNotEquals(one, new Bid(digest("job"), 100, 1, digest("salt 2")).digest(SigningDomain.dev()));
    }

    /** 7: the auctioneer invents a second bid. Where the operator proves too, no second bid moves a price. */
    @Test
    void inventedSecondBidMovesNoPriceInFirstScore() {
        Rules first = Rules.STANDARD.withMode(Mode.FIRST_SCORE);
        for (long invented = 300; invented <= 1000; invented += 50) {
            assertEquals(
                    300, sold(round(1000, 400, first, proven(300, invented))).priceMicros());
        }
    }

    /** 11: who is faster. Nothing of when a bid came is in the input. */
    @Test
    void speedWinsNothing() {
        List<Candidate> candidates = new ArrayList<>(proven(300, 300, 310, 300));
        Sold sold = sold(round(1000, 0, Rules.STANDARD, candidates));
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(candidates, new Random(i));
            assertEquals(
                    sold.winner(),
                    sold(round(1000, 0, Rules.STANDARD, candidates)).winner());
        }
    }

    /** 12: undercutting by a millionth. Within a tick it leaves the lot as it was. */
    @Test
    void undercuttingByAMillionthChangesNoWinner() {
        Rules ticks = Rules.STANDARD.withTick(100);
        for (int i = 0; i < 200; i++) {
            Digest seed = digest("seed " + i);
            Clearing equal = new Clearing(digest("job"), terms(10_000), 0, ticks, proven(1000, 1000), seed);
            Clearing undercut = new Clearing(digest("job"), terms(10_000), 0, ticks, proven(1000, 999), seed);
            assertEquals(sold(equal).winner(), sold(undercut).winner());
        }
    }

    /** 13: lowball, then default. Each failure makes the next job dearer to win, until asking nothing wins none. */
    @Test
    void whoDefaultsSoonWinsNothingEvenForNothing() {
        Candidate honest = candidate(2, 200, seen(50, 50));
        int wins = 0;
        while (wins < 50
                && sold(round(1000, 0, Rules.STANDARD, List.of(candidate(1, 0, seen(wins, 0)), honest)))
                        .winner()
                        .equals(node(1))) {
            wins++;
        }
        assertTrue(wins <= 5, wins + " jobs defaulted on");
    }

    /** 13, with a record that was bought with easy jobs. */
    @Test
    void recordOfEasyJobsDoesNotWinAHardOne() {
        Candidate easy = candidate(1, 300, seen(0, 500, 500));
        Candidate hard = candidate(2, 350, seen(20, 20));
        assertEquals(
                node(2),
                sold(round(1000, 0, Rules.STANDARD, List.of(easy, hard))).winner());
    }

    /** 15: many identities. One round has one winner: more names bring it no better price, and its own asks compete. */
    @Test
    void manyNamesOfOneMachineEarnNoMoreThanOne() {
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            List<Candidate> rivals = proven(200 + random.nextInt(500), 200 + random.nextInt(500));
            long cost = random.nextInt(600);
            List<Candidate> one = new ArrayList<>(rivals);
            one.add(candidate(100, cost, seen(20, 20)));
            List<Candidate> many = new ArrayList<>(one);
            for (int k = 1; k <= 4; k++) {
                many.add(candidate(100 + k, cost + random.nextInt(400), seen(20, 20)));
            }
            assertTrue(profit(many, cost) <= profit(one, cost));
        }
    }

    /** Of all names from 100 on. */
    private static long profit(List<Candidate> candidates, long cost) {
        Sold sold = sold(round(1000, 400, Rules.STANDARD, candidates));
        boolean isOne = candidates.stream()
                .skip(2)
                .anyMatch(candidate -> candidate.node().equals(sold.winner()));
        return isOne ? sold.priceMicros() - cost : 0;
    }

    /** 16: a ring bids the ceiling. Of names without a record it is held to the cap, and its pay does not lift the index. */
    @Test
    void ringOfFreshNamesIsHeldToTheCapAndDoesNotLiftTheIndex() {
        List<Candidate> ring = List.of(
                candidate(1, 90, History.NONE), candidate(2, 999, History.NONE), candidate(3, 1000, History.NONE));
        Sold sold = sold(round(1000, 100, Rules.STANDARD, ring));
        assertEquals(115, sold.priceMicros());
        assertEquals(90, sold.indexSampleMicros());
    }

    /** 16, as far as it is answered: a ring of nodes that deliver is paid up to the reserve. One outsider ends that. */
    @Test
    void oneOutsiderEndsARingOfEstablishedNodes() {
        assertEquals(
                990,
                sold(round(1000, 100, Rules.STANDARD, proven(200, 990, 995))).priceMicros());
        assertEquals(
                240,
                sold(round(1000, 100, Rules.STANDARD, proven(200, 990, 995, 240)))
                        .priceMicros());
    }
}
