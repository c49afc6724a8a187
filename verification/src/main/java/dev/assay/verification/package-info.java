/**
 * Decides what is true. Bytes, a policy and an {@link java.time.Instant} go in, a {@link Verdict} comes out; no network,
 * no files, no clock, no thread. Hostile bytes give {@link Verdict.Rejected}, never an exception.
 */
@NullMarked
package dev.assay.verification;

import org.jspecify.annotations.NullMarked;
