package dev.assay.market.auction;

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

/** One window in which the invited nodes answer, each once. It closes when all have, or when its time is over. */
final class Round {

    private final Set<Address> silent;
    private final List<Signed<Bid>> bids = new ArrayList<>();
    private final Map<String, Integer> passes = new TreeMap<>();
    private boolean closed;

    Round(Set<Address> invited) {
        this.silent = new HashSet<>(invited);
    }

    /**
     * What came in.
     *
     * @param passes how many gave each code
     * @param silent how many did not answer
     */
    record Answers(List<Signed<Bid>> bids, Map<String, Integer> passes, int silent) {}

    /** Whether an answer of the node would count. */
    synchronized boolean awaits(Address node) {
        return !closed && silent.contains(node);
    }

    synchronized void bid(Signed<Bid> bid) {
        if (answer(bid.signer())) {
            bids.add(bid);
        }
    }

    synchronized void pass(Address node, String code) {
        if (answer(node)) {
            passes.merge(code, 1, Integer::sum);
        }
    }

    /** The first answer binds: a sealed bid that could be changed would not be one. */
    private boolean answer(Address node) {
        boolean counts = !closed && silent.remove(node);
        notifyAll();
        return counts;
    }

    synchronized Answers close(Duration window) throws InterruptedException {
        long end = System.nanoTime() + window.toNanos();
        while (!silent.isEmpty() && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        closed = true;
        return new Answers(List.copyOf(bids), Map.copyOf(new TreeMap<>(passes)), silent.size());
    }
}
