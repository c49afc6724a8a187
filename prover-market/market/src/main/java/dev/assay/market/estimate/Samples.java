package dev.assay.market.estimate;

import java.util.ArrayDeque;
import java.util.Deque;

/** The latest of many numbers. */
final class Samples {

    private static final int LATEST = 128;

    private final Deque<Long> latest = new ArrayDeque<>();
    private long[] sorted = {};
    private long count;

    synchronized void add(long sample) {
        latest.add(sample);
        if (latest.size() > LATEST) {
            latest.remove();
        }
        count++;
        sorted = latest.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** How many there were, those that are forgotten included. */
    synchronized long count() {
        return count;
    }

    /** The smallest that is no less than that share of them; 0 if there are none. */
    synchronized long percentile(int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
    }
}
