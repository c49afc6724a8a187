package dev.assay.verification.auction;

import java.util.Collections;
import java.util.List;

/**
 * What the market has seen of a node, in thousandths of jobs, so that old ones can fade.
 *
 * @param leases for each {@link WorkClass}, leases that ended in a payment or through the node's fault
 * @param delivered those that ended in a payment, however late
 * @param overruns the delivered, by {@link Overruns}
 */
public record History(List<Integer> leases, List<Integer> delivered, List<Integer> overruns) {

    /** Of one entry: a million jobs, so that sums and products stay within 64 bits. */
    public static final int MAX_MILLI_JOBS = 1_000_000_000;

    /** Of a node that was never seen. */
    public static final History NONE = new History(
            Collections.nCopies(WorkClass.COUNT, 0),
            Collections.nCopies(WorkClass.COUNT, 0),
            Collections.nCopies(Overruns.COUNT, 0));

    public History {
        leases = List.copyOf(leases);
        delivered = List.copyOf(delivered);
        overruns = List.copyOf(overruns);
        if (leases.size() != WorkClass.COUNT
                || delivered.size() != WorkClass.COUNT
                || overruns.size() != Overruns.COUNT) {
            throw new IllegalArgumentException("a history of another shape");
        }
        for (int i = 0; i < WorkClass.COUNT; i++) {
            requireCount(leases.get(i));
            requireCount(delivered.get(i));
            if (delivered.get(i) > leases.get(i)) {
                throw new IllegalArgumentException("more delivered than leased");
            }
        }
        overruns.forEach(History::requireCount);
    }

    private static void requireCount(int milliJobs) {
        if (milliJobs < 0 || milliJobs > MAX_MILLI_JOBS) {
            throw new IllegalArgumentException("not a count: " + milliJobs);
        }
    }

    /**
     * How much the history says about jobs of that size: one four times smaller counts a quarter, so that a record is not
     * bought with easy jobs; a larger one counts as one.
     */
    long evidenceMilliJobs(int workClass) {
        return weighted(leases, workClass);
    }

    /**
     * The lower confidence bound of the probability that the node delivers (Wilson, 1927, with the prior as jobs that were
     * seen), in millionths. A node that nobody knows begins low and rises with what it delivers.
     */
    int deliversPpm(int workClass, Rules rules) {
        long prior = rules.priorMilliJobs();
        long seen = Math.min(MAX_MILLI_JOBS, evidenceMilliJobs(workClass)) + prior;
        long good = Math.min(MAX_MILLI_JOBS, weighted(delivered, workClass)) + prior * rules.priorPpm() / 1_000_000;
        good = Math.min(good, seen);
        long z = rules.confidenceMilli();
        long zSquaredMilli = z * z / 1000;
        long radicandMilli = Exact.mulDiv(good, seen - good, Math.max(1, seen)) + zSquaredMilli / 4;
        // Nine more decimals before the root: four and a half after it.
        long halfMilli = z * Exact.sqrt(radicandMilli * 1_000_000_000L) / 1_000_000;
        long lowerMilli = Math.max(0, good + zSquaredMilli / 2 - halfMilli);
        return (int) Math.min(1_000_000, lowerMilli * 1_000_000 / Math.max(1, seen + zSquaredMilli));
    }

    private static long weighted(List<Integer> counts, int workClass) {
        long sum = 0;
        for (int i = 0; i < WorkClass.COUNT; i++) {
            sum += i < workClass ? counts.get(i) >> 2 * Math.min(15, workClass - i) : counts.get(i);
        }
        return sum;
    }
}
