package dev.assay.market.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.sign.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuctionTest {

    private final Random random = new Random(7);

    private static Address node(int number) {
        byte[] bytes = new byte[Address.SIZE_BYTES];
        bytes[19] = (byte) number;
        bytes[18] = (byte) (number >> 8);
        return Address.of(bytes);
    }

    private static List<Ask> asks(long... prices) {
        List<Ask> asks = new ArrayList<>();
        for (long price : prices) {
            asks.add(new Ask(node(asks.size() + 1), price));
        }
        return asks;
    }

    private Outcome.Sold sold(List<Ask> asks, long reserve) {
        return assertInstanceOf(Outcome.Sold.class, Auction.clear(asks, reserve, random));
    }

    @Test
    void lowestAskWinsAndIsPaidTheSecondLowest() {
        assertEquals(new Outcome.Sold(node(2), 50), sold(asks(90, 30, 50), 100));
    }

    @Test
    void loneAskIsPaidAsAsked() {
        assertEquals(new Outcome.Sold(node(1), 30), sold(asks(30), 100));
    }

    @Test
    void asksAtTheReserveCount() {
        assertEquals(new Outcome.Sold(node(1), 100), sold(asks(100), 100));
        assertEquals(new Outcome.Sold(node(1), 100), sold(asks(40, 100), 100));
    }

    @Test
    void askAboveTheReserveNeitherWinsNorLiftsThePrice() {
        assertEquals(new Outcome.Sold(node(1), 30), sold(asks(30, 101), 100));
        assertEquals(new Outcome.Sold(node(1), 30), sold(asks(30, Long.MAX_VALUE), 100));
    }

    @Test
    void nobodyWithinTheReserveIsUnsold() {
        assertEquals(new Outcome.Unsold(2), Auction.clear(asks(101, 200), 100, random));
        assertEquals(new Outcome.Unsold(0), Auction.clear(List.of(), 100, random));
    }

    @Test
    void freeWorkIsPaidTheSecondPrice() {
        assertEquals(new Outcome.Sold(node(1), 0), sold(asks(0, 0).subList(0, 1), 0));
        assertEquals(new Outcome.Sold(node(1), 5), sold(asks(0, 5), 10));
    }

    @Test
    void tieIsBrokenByChanceAndPaidAsAsked() {
        Map<Address, Integer> wins = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            Outcome.Sold sold = sold(asks(10, 10, 10, 20), 100);
            assertEquals(10, sold.priceMicros());
            wins.merge(sold.winner(), 1, Integer::sum);
        }
        assertEquals(3, wins.size());
        assertTrue(wins.values().stream().allMatch(count -> count > 850 && count < 1150), wins.toString());
    }

    @Test
    void orderOfArrivalDecidesNothing() {
        List<Ask> asks = asks(70, 20, 60, 40, 90);
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(asks, random);
            assertEquals(new Outcome.Sold(node(2), 40), sold(asks, 100));
        }
    }

    @Test
    void refusesTwoAsksFromOneNodeAndNegativePrices() {
        List<Ask> twice = List.of(new Ask(node(1), 5), new Ask(node(1), 6));
        assertThrows(IllegalArgumentException.class, () -> Auction.clear(twice, 100, random));
        assertThrows(IllegalArgumentException.class, () -> new Ask(node(1), -1));
    }

    @Test
    void winnerAskedLeastAndIsPaidNoLessThanAskedAndNoMoreThanTheReserve() {
        for (int i = 0; i < 20_000; i++) {
            long reserve = random.nextInt(20);
            List<Ask> asks =
                    asks(random.ints(random.nextInt(7), 0, 30).asLongStream().toArray());
            switch (Auction.clear(asks, reserve, random)) {
                case Outcome.Sold(Address winner, long price) -> {
                    long lowest =
                            asks.stream().mapToLong(Ask::priceMicros).min().orElseThrow();
                    assertEquals(lowest, askOf(asks, winner));
                    assertTrue(price >= lowest && price <= reserve);
                }
                case Outcome.Unsold(int aboveReserve) -> {
                    assertEquals(asks.size(), aboveReserve);
                    assertTrue(asks.stream().allMatch(ask -> ask.priceMicros() > reserve));
                }
            }
        }
    }

    private static long askOf(List<Ask> asks, Address node) {
        return asks.stream()
                .filter(ask -> ask.node().equals(node))
                .findFirst()
                .orElseThrow()
                .priceMicros();
    }

    /** With a competitor within the reserve, no other ask than one's cost ever earns more. */
    @Test
    void askingForOnesCostIsBest() {
        for (int i = 0; i < 20_000; i++) {
            long reserve = 20;
            long cost = random.nextInt(25);
            long[] others =
                    random.ints(1 + random.nextInt(4), 0, 20).asLongStream().toArray();
            long other = random.nextInt(25);
            assertTrue(profit(cost, cost, others, reserve) >= profit(other, cost, others, reserve));
        }
    }

    /** Twice the expected profit, so that it stays a whole number where a tie is broken by chance. */
    private long profit(long ask, long cost, long[] others, long reserve) {
        List<Ask> asks = asks(others);
        Address self = node(1000);
        asks.add(new Ask(self, ask));
        long lowestOther = java.util.Arrays.stream(others).min().orElseThrow();
        if (ask == lowestOther) {
            // A tie pays the ask itself; whoever wins it.
            return ask <= reserve ? Math.max(0, ask - cost) : 0;
        }
        return Auction.clear(asks, reserve, random) instanceof Outcome.Sold(Address winner, long price)
                        && winner.equals(self)
                ? price - cost
                : 0;
    }
}
