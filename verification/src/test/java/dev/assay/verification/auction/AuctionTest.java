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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.auction.Outcome.Cause;
import dev.assay.verification.auction.Outcome.Lost;
import dev.assay.verification.auction.Outcome.Sold;
import dev.assay.verification.auction.Rules.Mode;
import dev.assay.verification.sign.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuctionTest {

    private static final Rules RULES = Rules.STANDARD;

    private static Sold sold(Clearing clearing) {
        return assertInstanceOf(Sold.class, Auction.clear(clearing));
    }

    private static Cause cause(Outcome outcome, int number) {
        return outcome.losers().stream()
                .filter(lost -> lost.node().equals(node(number)))
                .findFirst()
                .orElseThrow()
                .cause();
    }

    @Test
    void lowestAskOfEquallyGoodNodesWinsAndIsPaidTheSecondLowest() {
        Sold sold = sold(round(100, 60, RULES, proven(90, 30, 50)));
        assertEquals(node(2), sold.winner());
        assertEquals(50, sold.priceMicros());
        assertEquals(Optional.of(node(3)), sold.runnerUp());
        assertEquals(50, sold.indexSampleMicros());
        assertEquals(Cause.OUTSCORED, cause(sold, 1));
    }

    @Test
    void runnerUpIsWhoWinsWithoutTheWinner() {
        Clearing round = round(100, 60, RULES, proven(90, 30, 50));
        Sold next = sold(round.without(node(2)));
        assertEquals(node(3), next.winner());
        assertEquals(90, next.priceMicros());
    }

    @Test
    void nodeThatFailsLosesToADearerOneThatDoesNot() {
        List<Candidate> candidates = List.of(
                candidate(1, 300, seen(50, 25)), candidate(2, 350, seen(50, 50)), candidate(3, 400, seen(50, 50)));
        Sold sold = sold(round(1000, 0, RULES, candidates));
        assertEquals(node(2), sold.winner());
        assertTrue(sold.priceMicros() >= 350 && sold.priceMicros() <= 400, String.valueOf(sold.priceMicros()));
    }

    @Test
    void nodeThatWouldBeLateLosesToADearerOneInTime() {
        Candidate slow = new Candidate(node(1), digest("slow"), 300, 90_000, seen(1000, 1000));
        Candidate quick = new Candidate(node(2), digest("quick"), 500, 1000, seen(1000, 1000));
        assertEquals(node(2), sold(round(1000, 0, RULES, List.of(slow, quick))).winner());
    }

    @Test
    void whoSaysThatItWouldBeTooLateIsPutAside() {
        Candidate never = new Candidate(node(1), digest("never"), 1, 120_001, seen(1000, 1000));
        assertEquals(Cause.TOO_LATE, cause(Auction.clear(round(1000, 0, RULES, List.of(never))), 1));
    }

    @Test
    void askAboveTheReserveNeitherWinsNorLiftsThePrice() {
        Sold sold = sold(round(100, 0, RULES, proven(30, 101)));
        assertEquals(30, sold.priceMicros());
        assertEquals(Cause.ABOVE_RESERVE, cause(sold, 2));
        assertEquals(
                new Outcome.Unsold(List.of(new Lost(node(1), Cause.ABOVE_RESERVE))),
                Auction.clear(round(100, 0, RULES, proven(Long.MAX_VALUE))));
        assertEquals(new Outcome.Unsold(List.of()), Auction.clear(round(100, 0, RULES, List.of())));
    }

    @Test
    void asksAtTheReserveCount() {
        assertEquals(100, sold(round(100, 0, RULES, proven(40, 100))).priceMicros());
        assertEquals(0, sold(round(0, 0, RULES, proven(0))).priceMicros());
    }

    @Test
    void loneAskIsPaidTheCapNearTheIndex() {
        Sold sold = sold(round(1000, 100, RULES, proven(30)));
        assertEquals(115, sold.priceMicros());
        assertEquals(30, sold.indexSampleMicros(), "its pay must not lift the index");
        assertEquals(50, sold(round(50, 100, RULES, proven(30))).priceMicros());
    }

    @Test
    void loneAskWithoutAnIndexIsPaidAsAsked() {
        assertEquals(30, sold(round(1000, 0, RULES, proven(30))).priceMicros());
    }

    /** The Dutch steps between cap and reserve: 115, 225, 336, … 1000. */
    @Test
    void capRisesInStepsUntilSomebodyAsksNoMore() {
        assertEquals(225, sold(round(1000, 100, RULES, proven(116))).priceMicros());
        assertEquals(1000, sold(round(1000, 100, RULES, proven(1000))).priceMicros());
        Sold sold =
                sold(round(1000, 100, RULES, List.of(candidate(1, 200, seen(0, 0)), candidate(2, 600, seen(0, 0)))));
        assertEquals(225, sold.priceMicros());
        assertEquals(Cause.ABOVE_CAP, cause(sold, 2));
    }

    @Test
    void firstScoreIsPaidAsAsked() {
        Rules first = RULES.withMode(Mode.FIRST_SCORE);
        Sold sold = sold(round(100, 60, first, proven(90, 30, 50)));
        assertEquals(node(2), sold.winner());
        assertEquals(30, sold.priceMicros());
        assertEquals(30, sold(round(100, 60, first, proven(30))).priceMicros());
    }

    @Test
    void aMillionthLessWinsNothingWithinATick() {
        Rules ticks = RULES.withTick(100);
        Map<Address, Integer> wins = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            Clearing round =
                    new Clearing(digest("job"), terms(10_000), 0, ticks, proven(1001, 1002, 1100), digest("seed " + i));
            wins.merge(sold(round).winner(), 1, Integer::sum);
        }
        assertEquals(Set.of(node(1), node(2)), wins.keySet());
    }

    @Test
    void tieIsBrokenByTheSeedAloneAndEvenly() {
        Map<Address, Integer> wins = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            Clearing round =
                    new Clearing(digest("job"), terms(100), 0, RULES, proven(10, 10, 10, 20), digest("seed " + i));
            Sold sold = sold(round);
            assertEquals(10, sold.priceMicros());
            assertEquals(
                    2,
                    sold.losers().stream()
                            .filter(lost -> lost.cause() == Cause.TIED)
                            .count());
            wins.merge(sold.winner(), 1, Integer::sum);
        }
        assertEquals(3, wins.size());
        assertTrue(wins.values().stream().allMatch(count -> count > 850 && count < 1150), wins.toString());
    }

    @Test
    void refusesTwoBidsOfOneNodeAndNumbersOutOfRange() {
        List<Candidate> twice = List.of(candidate(1, 5, History.NONE), candidate(1, 6, History.NONE));
        assertThrows(IllegalArgumentException.class, () -> round(100, 0, RULES, twice));
        assertThrows(IllegalArgumentException.class, () -> candidate(1, -1, History.NONE));
        assertThrows(IllegalArgumentException.class, () -> new Terms(-1, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Terms(1, 0, 2, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> RULES.withTick(0));
        assertThrows(IllegalArgumentException.class, () -> History.of(new int[1], new int[1], new int[1]));
        assertThrows(IllegalArgumentException.class, () -> seen(1, 2));
    }

    @Test
    void theLargestNumbersThatAreAllowedClear() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            candidates.add(new Candidate(
                    node(i), digest("bid"), Long.MAX_VALUE, Terms.MAX_MILLIS, seen(15, 1_000_000, 1_000_000)));
        }
        Terms terms = new Terms(
                Long.MAX_VALUE, Long.MAX_VALUE, -Terms.MAX_MILLIS, Terms.MAX_MILLIS, Long.MAX_VALUE, Long.MAX_VALUE);
        Clearing round = new Clearing(digest("job"), terms, Long.MAX_VALUE, RULES, candidates, digest("seed"));
        assertEquals(Long.MAX_VALUE, sold(round).priceMicros());
    }
}
