package dev.assay.verification.auction;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the market has seen of a node, in thousandths of jobs, so that old ones can fade. Three rows of counts: for each
 * {@link WorkClass} the leases that ended in a payment or through the node's fault, and those of them that ended in a payment,
 * however late; and the latter by {@link Overruns}.
 */
public final class History {

    /** Of one entry: a million jobs, so that sums and products stay within 64 bits. */
    public static final int MAX_MILLI_JOBS = 1_000_000_000;

    /** Of a node that was never seen. */
    public static final History NONE =
            new History(new int[WorkClass.COUNT], new int[WorkClass.COUNT], new int[Overruns.COUNT]);

    private final int[] leases;
    private final int[] delivered;
    private final int[] overruns;

    private History(int[] leases, int[] delivered, int[] overruns) {
        this.leases = leases;
        this.delivered = delivered;
        this.overruns = overruns;
    }

    /** @throws IllegalArgumentException as {@link #of} */
    public History(List<Integer> leases, List<Integer> delivered, List<Integer> overruns) {
        this(row(leases), row(delivered), row(overruns));
        requireConsistent();
    }

    private static int[] row(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** @throws IllegalArgumentException if a row has another length, a count is none, or more is delivered than leased */
    public static History of(int[] leases, int[] delivered, int[] overruns) {
        History history = new History(leases.clone(), delivered.clone(), overruns.clone());
        history.requireConsistent();
        return history;
    }

    private void requireConsistent() {
        requireCounts(leases, WorkClass.COUNT);
        requireCounts(delivered, WorkClass.COUNT);
        requireCounts(overruns, Overruns.COUNT);
        for (int i = 0; i < WorkClass.COUNT; i++) {
            if (delivered[i] > leases[i]) {
                throw new IllegalArgumentException("more delivered than leased");
            }
        }
    }

    private static void requireCounts(int[] row, int length) {
        if (row.length != length || Arrays.stream(row).anyMatch(count -> count < 0 || count > MAX_MILLI_JOBS)) {
            throw new IllegalArgumentException("not " + length + " counts");
        }
    }

    public List<Integer> leases() {
        return Arrays.stream(leases).boxed().toList();
    }

    public List<Integer> delivered() {
        return Arrays.stream(delivered).boxed().toList();
    }

    public List<Integer> overruns() {
        return Arrays.stream(overruns).boxed().toList();
    }

    /** Delivered jobs in that bucket of {@link Overruns}. */
    int overruns(int bucket) {
        return overruns[bucket];
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
        return deliversPpm(evidenceMilliJobs(workClass), workClass, rules);
    }

    int deliversPpm(long evidenceMilliJobs, int workClass, Rules rules) {
        long prior = rules.priorMilliJobs();
        long seen = Math.min(MAX_MILLI_JOBS, evidenceMilliJobs) + prior;
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

    private static long weighted(int[] counts, int workClass) {
        long sum = 0;
        for (int i = 0; i < WorkClass.COUNT; i++) {
            sum += counts[i] >> 2 * Math.max(0, workClass - i);
        }
        return sum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof History that
                && Arrays.equals(leases, that.leases)
                && Arrays.equals(delivered, that.delivered)
                && Arrays.equals(overruns, that.overruns);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(leases) + 31 * (Arrays.hashCode(delivered) + 31 * Arrays.hashCode(overruns));
    }
}
