package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a log holds of one round: a version, and two hashes. It tells nothing to those who do not know the job, and those who
 * do find their rounds by it.
 *
 * @param job {@link #jobTag} of the job
 * @param record SHA-256 of the record, which has a salt
 */
public record RoundEntry(Digest job, Digest record) {

    public static final int SIZE_BYTES = 1 + 2 * Digest.SIZE_BYTES;

    private static final byte VERSION = 1;
    private static final byte[] TAG = "assay/transcript/job/v1".getBytes(StandardCharsets.US_ASCII);

    /** The id of a job has a random part, so that its hash cannot be guessed. */
    public static Digest jobTag(Digest jobId) {
        return Digest.sha256(TAG, jobId.bytes());
    }

    public static Verdict<RoundEntry> parse(byte[] bytes) {
        if (bytes.length != SIZE_BYTES || bytes[0] != VERSION) {
            return new Verdict.Rejected<>(Reason.MALFORMED, "no entry of a round: " + bytes.length + " bytes");
        }
        int middle = 1 + Digest.SIZE_BYTES;
        return new Verdict.Verified<>(new RoundEntry(
                Digest.of(Arrays.copyOfRange(bytes, 1, middle)),
                Digest.of(Arrays.copyOfRange(bytes, middle, SIZE_BYTES))));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(SIZE_BYTES)
                .put(VERSION)
                .put(job.bytes())
                .put(record.bytes())
                .array();
    }
}
