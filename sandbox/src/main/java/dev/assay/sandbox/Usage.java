package dev.assay.sandbox;

import java.time.Duration;

/**
 * What a run took.
 *
 * @param cpu time of the one thread that ran the program; compilation is not in it
 * @param memoryBytes the largest linear memory
 */
public record Usage(Duration cpu, long memoryBytes) {
    static final Usage NONE = new Usage(Duration.ZERO, 0);
}
