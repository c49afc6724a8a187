package dev.assay.sandbox;

import java.time.Duration;

/**
 * Bounds of one run.
 *
 * @param memoryBytes of linear memory; whole pages of 64 KiB count, at most 1 GiB
 * @param inputBytes the largest input
 * @param outputBytes the largest output
 * @param time wall time; compilation has its own bound
 * @param cpu processor time; of no effect if it is not less than the wall time
 * @param stackBytes the thread's stack, for nested calls
 */
public record RunLimits(
        long memoryBytes, long inputBytes, long outputBytes, Duration time, Duration cpu, long stackBytes) {
    static final int PAGE_BYTES = 65_536;
    private static final long LARGEST_MEMORY_BYTES = 1L << 30;
    private static final long SMALLEST_STACK_BYTES = 256 * 1024;

    /** Bounded by wall time alone. */
    public RunLimits(long memoryBytes, long inputBytes, long outputBytes, Duration time, long stackBytes) {
        this(memoryBytes, inputBytes, outputBytes, time, time, stackBytes);
    }

    public RunLimits {
        require(memoryBytes > 0 && memoryBytes <= LARGEST_MEMORY_BYTES, "memory is 1 byte to 1 GiB");
        require(inputBytes >= 0 && inputBytes <= Integer.MAX_VALUE, "input is at most 2 GiB");
        require(outputBytes >= 0 && outputBytes <= Integer.MAX_VALUE, "output is at most 2 GiB");
        require(time.isPositive() && cpu.isPositive(), "time is positive");
        require(stackBytes >= SMALLEST_STACK_BYTES, "the stack is at least 256 KiB");
    }

    int memoryPages() {
        return (int) (memoryBytes / PAGE_BYTES);
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }
}
