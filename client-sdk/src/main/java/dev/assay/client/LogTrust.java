package dev.assay.client;

import dev.assay.verification.transparency.LogPolicy;
import java.nio.file.Path;

/**
 * What a client believes of a market's transparency log.
 *
 * @param policy the log's key, and which witnesses must have seen what it shows
 * @param memory the file that keeps the newest checkpoint seen, so that the next visit notices a rewritten history; made at
 *     the first visit
 */
public record LogTrust(LogPolicy policy, Path memory) {}
