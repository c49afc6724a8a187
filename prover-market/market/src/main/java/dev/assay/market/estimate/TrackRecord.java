package dev.assay.market.estimate;

import dev.assay.verification.auction.History;
import dev.assay.verification.auction.Overruns;
import dev.assay.verification.auction.WorkClass;
import java.util.Arrays;

/** What one node did, fading: all counts are halved when the leases reach a thousand, so that the latest say most. */
final class TrackRecord {

    private static final int FULL_MILLI_JOBS = 1_000_000;

    private final int[] leases = new int[WorkClass.COUNT];
    private final int[] delivered = new int[WorkClass.COUNT];
    private final int[] overruns = new int[Overruns.COUNT];
    private volatile History history = History.NONE;

    synchronized void add(Ended ended) {
        leases[ended.workClass()] += 1000;
        if (ended.isDelivered()) {
            delivered[ended.workClass()] += 1000;
            overruns[Overruns.bucket(ended.took().toMillis(), ended.expectedMillis())] += 1000;
        }
        if (Arrays.stream(leases).sum() > FULL_MILLI_JOBS) {
            halve(leases);
            halve(delivered);
            halve(overruns);
        }
        history = History.of(leases, delivered, overruns);
    }

    private static void halve(int[] counts) {
        Arrays.setAll(counts, i -> counts[i] / 2);
    }

    History history() {
        return history;
    }
}
