package dev.assay.verification.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** A property with a bound on the memory that checking it takes: no input may cost much more than an honest one. */
record Bounded(FuzzTarget.Property property) implements FuzzTarget.Property {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MAX_BYTES = 24 << 20;

    @Override
    public void check(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        property.check(input);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < MAX_BYTES, () -> allocated + " bytes for an input of " + input.length);
    }
}
