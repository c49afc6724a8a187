package dev.assay.bench.auction;

import dev.assay.verification.Digest;
import dev.assay.verification.auction.Auction;
import dev.assay.verification.auction.Candidate;
import dev.assay.verification.auction.Clearing;
import dev.assay.verification.auction.Outcome;
import dev.assay.verification.auction.Rules;
import dev.assay.verification.auction.Terms;
import dev.assay.verification.sign.Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ways to give a job away. */
enum Mechanism {
    /** The market's own code. */
    SECOND_SCORE,
    /** The lowest ask, paid as asked. */
    FIRST_PRICE,
    /** The lowest ask, paid the second-lowest, the reserve where there is none. */
    SECOND_PRICE,
    /** The price rises to the reserve within ten seconds, or a tenth of the time that is left; the first who takes it has it. */
    REVERSE_DUTCH,
    /** Anybody who takes a tenth more than the index, by lot. */
    LOTTERY;

    /** A node's ask in one round. */
    record Offer(SimNode node, long askMicros) {}

    /**
     * Who gets the job.
     *
     * @param sampleMicros for the index
     * @param delayMillis how long it took to find out, beyond the window
     */
    record Choice(
            SimNode winner, long priceMicros, Optional<SimNode> runnerUp, long sampleMicros, double delayMillis) {}

    boolean isTruthful() {
        return this == SECOND_SCORE || this == SECOND_PRICE;
    }

    Optional<Choice> choose(
            SimJob job, double now, List<Offer> offers, Rules rules, long indexMicros, RandomGenerator random) {
        List<Offer> within = offers.stream()
                .filter(offer -> offer.askMicros() <= job.valueMicros())
                .sorted(Comparator.comparingLong(Offer::askMicros))
                .toList();
        if (within.isEmpty()) {
            return Optional.empty();
        }
        return switch (this) {
            case SECOND_SCORE -> score(job, now, within, rules, indexMicros, random);
            case FIRST_PRICE -> Optional.of(lowest(within, within.getFirst().askMicros()));
            case SECOND_PRICE ->
                Optional.of(lowest(within, within.size() > 1 ? within.get(1).askMicros() : job.valueMicros()));
            case REVERSE_DUTCH -> Optional.of(dutch(job, now, within, random));
            case LOTTERY -> lottery(job, within, indexMicros, random);
        };
    }

    private static Choice lowest(List<Offer> sorted, long priceMicros) {
        return new Choice(sorted.getFirst().node(), priceMicros, second(sorted), priceMicros, 0);
    }

    private static Optional<SimNode> second(List<Offer> sorted) {
        return sorted.size() > 1 ? Optional.of(sorted.get(1).node()) : Optional.empty();
    }

    private static Optional<Choice> score(
            SimJob job, double now, List<Offer> offers, Rules rules, long indexMicros, RandomGenerator random) {
        Clearing clearing = clearing(job, now, offers, rules, indexMicros, random);
        if (!(Auction.clear(clearing) instanceof Outcome.Sold sold)) {
            return Optional.empty();
        }
        Map<Address, SimNode> nodes = new HashMap<>();
        offers.forEach(offer -> nodes.put(offer.node().address(), offer.node()));
        return Optional.of(new Choice(
                Objects.requireNonNull(nodes.get(sold.winner())),
                sold.priceMicros(),
                sold.runnerUp().map(nodes::get),
                sold.indexSampleMicros(),
                0));
    }

    static Clearing clearing(
            SimJob job, double now, List<Offer> offers, Rules rules, long indexMicros, RandomGenerator random) {
        Terms terms = Terms.falling(
                job.valueMicros(), 0, (long) (job.soft() - now), (long) (job.hard() - now), (long) job.workMillis());
        List<Candidate> candidates = new ArrayList<>(offers.size());
        Digest none = Digest.of(new byte[Digest.SIZE_BYTES]);
        for (Offer offer : offers) {
            SimNode node = offer.node();
            candidates.add(new Candidate(
                    node.address(), none, offer.askMicros(), (long) node.expectedMillis(job), node.history()));
        }
        byte[] seed = ByteBuffer.allocate(Digest.SIZE_BYTES)
                .putLong(random.nextLong())
                .array();
        return new Clearing(none, terms, indexMicros, rules, candidates, Digest.of(seed));
    }

    /** Everybody looks at the price every 50 to 500 ms, so the cheapest is not always the first. */
    private static Choice dutch(SimJob job, double now, List<Offer> sorted, RandomGenerator random) {
        double ramp = Math.min(10_000, (job.soft() - now) / 10);
        Offer first = sorted.getFirst();
        double taken = Double.MAX_VALUE;
        for (Offer offer : sorted) {
            double at = ramp * offer.askMicros() / job.valueMicros() + random.nextDouble(50, 500);
            if (at < taken) {
                taken = at;
                first = offer;
            }
        }
        long price = Math.max(first.askMicros(), (long) (job.valueMicros() * Math.min(1, taken / Math.max(1, ramp))));
        Offer winner = first;
        Optional<SimNode> next =
                sorted.stream().filter(offer -> offer != winner).findFirst().map(Offer::node);
        return new Choice(winner.node(), price, next, price, Math.max(0, taken));
    }

    private static Optional<Choice> lottery(SimJob job, List<Offer> within, long indexMicros, RandomGenerator random) {
        long posted = indexMicros == 0 ? job.valueMicros() : Math.min(job.valueMicros(), indexMicros * 11 / 10);
        List<Offer> willing =
                within.stream().filter(offer -> offer.askMicros() <= posted).toList();
        if (willing.isEmpty()) {
            return Optional.empty();
        }
        Offer drawn = willing.get(random.nextInt(willing.size()));
        Optional<SimNode> next =
                willing.stream().filter(offer -> offer != drawn).findFirst().map(Offer::node);
        return Optional.of(new Choice(drawn.node(), posted, next, posted, 0));
    }
}
