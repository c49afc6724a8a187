package dev.assay.market.lease;

/**
 * What a node says of itself when it attaches.
 *
 * @param capacity leases that it may hold at the same time
 * @param hardware such as "cpu/java"
 */
public record NodeTerms(int capacity, String hardware, String version) {}
