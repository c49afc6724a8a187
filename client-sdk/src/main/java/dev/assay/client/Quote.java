package dev.assay.client;

import java.time.Duration;

/**
 * What a request would cost and take now, as the relay says; nothing binds it.
 *
 * @param providers enclaves or nodes that would serve it now
 * @param latency median of recent requests, zero when there were none
 */
public record Quote(int providers, long priceMicros, Duration latency) {}
