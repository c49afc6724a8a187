package dev.assay.node.witness;

import java.time.Duration;

/**
 * What one witness may cost.
 *
 * @param memoryBytes of the program's linear memory
 * @param time from the first byte of the program to the last value, compilation included
 */
public record WitnessLimits(long memoryBytes, Duration time) {

    private static final int PAGE_BYTES = 1 << 16;
    private static final long MAX_MEMORY_BYTES = 2L << 30;

    public WitnessLimits {
        if (memoryBytes < PAGE_BYTES || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a witness needs memory and time");
        }
    }

    /** Half of this process's heap, at most 2 GiB (WebAssembly here has no more), and five minutes. */
    public static WitnessLimits ofThisMachine() {
        long half = Runtime.getRuntime().maxMemory() / 2;
        return new WitnessLimits(Math.max(PAGE_BYTES, Math.min(half, MAX_MEMORY_BYTES)), Duration.ofMinutes(5));
    }

    /** The same for so many witnesses at the same time: each gets its part of the memory. */
    public WitnessLimits dividedBy(int witnesses) {
        return new WitnessLimits(Math.max(PAGE_BYTES, memoryBytes / witnesses), time);
    }

    int pages() {
        return (int) Math.min(memoryBytes / PAGE_BYTES, MAX_MEMORY_BYTES / PAGE_BYTES - 1);
    }
}
