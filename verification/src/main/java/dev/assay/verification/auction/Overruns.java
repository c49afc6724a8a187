package dev.assay.verification.auction;

/** How long jobs took, over what their node had said: bounds of the buckets in which that is counted. */
public final class Overruns {

    public static final int COUNT = 8;

    /** Upper bounds in percent. What took longer than ten times as long counts as that. */
    private static final int[] BOUND_PERCENT = {50, 75, 100, 125, 150, 200, 300, 1000};

    /** What is thought of a node that nobody knows, in thousandths: half of them need longer than they say. */
    private static final int[] PRIOR_PER_MILLE = {50, 150, 300, 200, 120, 100, 50, 30};

    private Overruns() {}

    /** The bucket of a job that took so long. */
    public static int bucket(long actualMillis, long expectedMillis) {
        long percent = Exact.mulDiv(Math.max(0, actualMillis), 100, Math.max(1, expectedMillis));
        int bucket = 0;
        while (bucket < COUNT - 1 && percent > BOUND_PERCENT[bucket]) {
            bucket++;
        }
        return bucket;
    }

    static long boundMillis(int bucket, long expectedMillis) {
        return Exact.mulDiv(expectedMillis, BOUND_PERCENT[bucket], 100);
    }

    /** Its count in thousandths of jobs, with the prior's share. */
    static long weight(History history, int bucket, int priorMilliJobs) {
        return history.overruns(bucket) + (long) priorMilliJobs * PRIOR_PER_MILLE[bucket] / 1000;
    }
}
