package dev.assay.market.estimate;

/** Sizes of inputs: up to 1,024 bytes, then four times as much for each class. */
public final class InputClass {

    private static final int FIRST_LOG2 = 10;

    private InputClass() {}

    public static int of(long sizeBytes) {
        int log2 = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, sizeBytes) - 1);
        return Math.max(0, (log2 - FIRST_LOG2 + 1) / 2);
    }

    /** The largest size of a class. */
    public static long maxBytes(int inputClass) {
        return 1L << FIRST_LOG2 + 2 * inputClass;
    }
}
