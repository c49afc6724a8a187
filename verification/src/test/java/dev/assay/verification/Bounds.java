package dev.assay.verification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Holds each verdict to its limits, for mutation tests: 16 MiB allocated and 50 ms of CPU time of its thread. A slow one is
 * tried again, since the first ones pay for the loading and compiling of classes; bytes that are slow by themselves are slow
 * each time.
 */
public final class Bounds {

    private static final long MAX_ALLOCATED_BYTES = 16 << 20;
    private static final Duration MAX_CPU_TIME = Duration.ofMillis(50);
    private static final int TRIES = 3;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Bounds() {}

    /** What it supplies, which it may be asked for more than once. */
    public static <T> T each(Supplier<T> verification) {
        for (int left = TRIES; ; left--) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long time = THREADS.getCurrentThreadCpuTime();
            T verdict = verification.get();
            Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - time);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
            assertTrue(allocated < MAX_ALLOCATED_BYTES, () -> allocated + " bytes for one verdict");
            if (took.compareTo(MAX_CPU_TIME) < 0) {
                return verdict;
            }
            assertTrue(left > 1, () -> took + " for one verdict, " + TRIES + " times");
        }
    }
}
