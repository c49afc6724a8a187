package dev.assay.market.auction;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A sealed-bid reverse auction at the second price (Vickrey, 1961): the lowest ask wins and is paid the second-lowest, so
 * that to ask for one's true cost is the best that a node can do.
 *
 * <p>Only asks within the reserve count, for the price too. Would one above it lift the price to the reserve, then a lone
 * node could double its pay by a second identity with an absurd ask, and an identity costs nothing. For the same reason a
 * lone ask is paid as asked: the reserve is secret, so a node cannot know what more it might have asked for.
 */
public final class Auction {

    private Auction() {}

    /**
     * @param asks at most one from each node
     * @param reserveMicros the most that is paid
     * @param random breaks ties, so that neither speed nor an address's digits decide
     */
    public static Outcome clear(List<Ask> asks, long reserveMicros, RandomGenerator random) {
        requireOneEach(asks);
        List<Ask> admitted = asks.stream()
                .filter(ask -> ask.priceMicros() <= reserveMicros)
                .sorted(Comparator.comparingLong(Ask::priceMicros))
                .toList();
        if (admitted.isEmpty()) {
            return new Outcome.Unsold(asks.size());
        }
        long lowestMicros = admitted.getFirst().priceMicros();
        List<Ask> tied = admitted.stream()
                .takeWhile(ask -> ask.priceMicros() == lowestMicros)
                .toList();
        long paidMicros = admitted.get(Math.min(1, admitted.size() - 1)).priceMicros();
        return new Outcome.Sold(tied.get(random.nextInt(tied.size())).node(), paidMicros);
    }

    private static void requireOneEach(List<Ask> asks) {
        if (asks.stream().map(Ask::node).distinct().count() != asks.size()) {
            throw new IllegalArgumentException("two asks from one node");
        }
    }
}
