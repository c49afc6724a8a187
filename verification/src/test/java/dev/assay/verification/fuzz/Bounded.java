package dev.assay.verification.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** A property with a bound on the memory that checking it takes: no input may cost much more than an honest one. */
record Bounded(FuzzTarget.Property property) implements FuzzTarget.Property {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MAX_BYTES = 24 << 20;

    /** What seems to cost too much is tried again: the first time may have loaded classes. */
    @Override
    public void check(byte[] input) {
        if (allocatedBytes(input) >= MAX_BYTES) {
            long again = allocatedBytes(input);
            assertTrue(again < MAX_BYTES, () -> again + " bytes for an input of " + input.length);
        }
    }

    private long allocatedBytes(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        property.check(input);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
