package dev.assay.bench.prove;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** User and system time to the microsecond: getrusage(2) on Linux with 64 bits. The JVM's own figure is to 10 ms. */
enum CpuTime {
    THIS_PROCESS(0),
    /** Those that this one has started and that have ended. */
    CHILDREN(-1);

    /** {@code struct rusage}: two {@code timeval}s and 14 longs. */
    private static final long SIZE_BYTES = 18 * Long.BYTES;

    private static final MethodHandle GETRUSAGE = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("getrusage"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    private final int who;

    CpuTime(int who) {
        this.who = who;
    }

    double seconds() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(SIZE_BYTES, Long.BYTES);
            if ((int) GETRUSAGE.invokeExact(who, usage) != 0) {
                throw new IllegalStateException("getrusage failed");
            }
            long[] times = usage.toArray(JAVA_LONG);
            return times[0] + times[2] + (times[1] + times[3]) / 1e6;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("getrusage cannot be called", e);
        }
    }
}
