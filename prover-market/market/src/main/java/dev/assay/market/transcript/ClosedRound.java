package dev.assay.market.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.transcript.RoundBook;
import dev.assay.verification.transcript.RoundRecord;
import java.time.Instant;

/**
 * A round as it goes into the log.
 *
 * @param record canonical JSON of a {@link RoundRecord}
 * @param bookDigest SHA-256 of {@code book}
 * @param book canonical JSON of a {@link RoundBook}
 */
public record ClosedRound(Digest jobId, Instant closedAt, byte[] record, Digest bookDigest, byte[] book) {}
