package dev.assay.market.auction;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Signed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One window in which the invited nodes answer, each once. It closes when all have for whom it waits, or when its time is
 * over: keys are free, so silent nodes must not be able to stretch every auction.
 */
final class Round {

    private final Digest opening;
    private final Set<Address> silent;
    private final Set<Address> awaited;
    private final List<Signed<Bid>> bids = new ArrayList<>();
    private final Map<String, Integer> passes = new TreeMap<>();
    private boolean closed;

    /**
     * @param opening the market's part of the randomness that decides between equal bids
     * @param awaited those of the invited for whom it waits; if there are none, for all
     */
    Round(Digest opening, Set<Address> invited, Set<Address> awaited) {
        this.opening = opening;
        this.silent = new HashSet<>(invited);
        this.awaited = new HashSet<>(awaited.isEmpty() ? invited : awaited);
    }

    /**
     * What came in.
     *
     * @param passes how many gave each code
     * @param unheard who did not answer
     */
    record Answers(List<Signed<Bid>> bids, Map<String, Integer> passes, Set<Address> unheard) {

        /** Of a round in which nobody was asked. */
        static final Answers NONE = new Answers(List.of(), Map.of(), Set.of());

        int silent() {
            return unheard.size();
        }

        /** Without those of the unheard that had said all beforehand. */
        Answers without(Set<Address> quoted) {
            return new Answers(
                    bids,
                    passes,
                    unheard.stream().filter(node -> !quoted.contains(node)).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** Whether an answer of the node would count. */
    synchronized boolean awaits(Address node) {
        return !closed && silent.contains(node);
    }

    Digest opening() {
        return opening;
    }

    /** @return whether it counts */
    synchronized boolean bid(Signed<Bid> bid) {
        boolean counts = answer(bid.signer());
        if (counts) {
            bids.add(bid);
        }
        return counts;
    }

    synchronized void pass(Address node, String code) {
        if (answer(node)) {
            passes.merge(code, 1, Integer::sum);
        }
    }

    /** The first answer binds: a sealed bid that could be changed would not be one. */
    private boolean answer(Address node) {
        boolean counts = !closed && silent.remove(node);
        awaited.remove(node);
        notifyAll();
        return counts;
    }

    synchronized Answers close(Duration window) throws InterruptedException {
        long end = System.nanoTime() + window.toNanos();
        while (!awaited.isEmpty() && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        closed = true;
        return new Answers(List.copyOf(bids), Map.copyOf(new TreeMap<>(passes)), Set.copyOf(silent));
    }
}
