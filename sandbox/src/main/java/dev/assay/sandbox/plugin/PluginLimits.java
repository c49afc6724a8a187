package dev.assay.sandbox.plugin;

import dev.assay.sandbox.RunLimits;
import java.time.Duration;

/**
 * What one question may take.
 *
 * @param memoryBytes linear memory, 64 KiB to 256 MiB
 * @param cpu processor time, 1 ms to 30 s; compilation, once for a module, has a bound of its own
 */
public record PluginLimits(long memoryBytes, Duration cpu) {

    public static final long MAX_MEMORY_BYTES = 256L << 20;
    public static final Duration MAX_CPU = Duration.ofSeconds(30);
    private static final long STACK_BYTES = 1 << 20;
    /** A machine with other work gives a plugin a part of a processor: that must not turn a good proof into a bad one. */
    private static final int WALL_OVER_CPU = 4;

    public PluginLimits {
        if (memoryBytes < 1 << 16 || memoryBytes > MAX_MEMORY_BYTES) {
            throw new IllegalArgumentException("memory is 64 KiB to 256 MiB");
        }
        if (cpu.toMillis() < 1 || cpu.compareTo(MAX_CPU) > 0) {
            throw new IllegalArgumentException("processor time is 1 ms to 30 s");
        }
    }

    /** 16 MiB, 2 s: what input validators get. */
    public static PluginLimits ofValidators() {
        return new PluginLimits(16 << 20, Duration.ofSeconds(2));
    }

    /** When a question is stopped, whatever its thread was given of a processor. */
    Duration wall() {
        return cpu.multipliedBy(WALL_OVER_CPU);
    }

    RunLimits run() {
        return new RunLimits(
                memoryBytes, Question.MAX_SIZE_BYTES, 1 + Answer.MAX_DETAIL_BYTES, wall(), cpu, STACK_BYTES);
    }
}
