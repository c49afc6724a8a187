package dev.assay.market.estimate;

/**
 * How long a job takes.
 *
 * @param hardware such as "cpu/java"; empty for all together
 * @param samples from how many jobs that is known
 */
public record Estimate(String hardware, long samples, long p50Millis, long p95Millis) {}
