package dev.assay.verification.auction;

/** Sizes of jobs: each class is four times the one before, from a millisecond to twelve days. */
public final class WorkClass {

    public static final int COUNT = 16;

    private WorkClass() {}

    /** @param workMillis by the market's estimate, not by anybody's word */
    public static int of(long workMillis) {
        int log2 = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, workMillis));
        return Math.min(COUNT - 1, log2 / 2);
    }
}
