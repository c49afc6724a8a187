package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.transparency.NoteKey;
import dev.assay.verification.transparency.NoteSigner;
import dev.assay.verification.transparency.SignedText;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The market's word that it has a bid: a signed note of five lines. Whoever keeps it can show that the round's record lacks
 * the bid.
 *
 * @param jobId the job that was bid for
 * @param bid the EIP-712 digest of the bid
 * @param seed the market's commitment to its part of the round's randomness
 * @param receivedAt whole milliseconds
 */
public record BidAck(Digest jobId, Digest bid, Digest seed, Instant receivedAt) {

    /** No log is named so: a checkpoint's second line is a number, which has fewer digits than a digest. */
    private static final String TITLE = "assay/bid-received/v1";

    private static final Pattern TEXT = Pattern.compile(
            TITLE + "\njob ([0-9a-f]{64})\nbid ([0-9a-f]{64})\nseed ([0-9a-f]{64})\nat ([0-9]{1,15})\n");

    private String text() {
        return String.join(
                "\n",
                List.of(
                        TITLE,
                        "job " + jobId.hex(),
                        "bid " + bid.hex(),
                        "seed " + seed.hex(),
                        "at " + receivedAt.toEpochMilli(),
                        ""));
    }

    /** The note. */
    public byte[] sign(NoteSigner market) {
        return SignedText.sign(text(), market);
    }

    /**
     * @param market the transcript's key
     * @return {@link Reason#LOG_SIGNATURE_MISSING} or {@link Reason#LOG_SIGNATURE_INVALID} unless it signed the note
     */
    public static Verdict<BidAck> verify(byte[] note, NoteKey market) {
        try {
            if (!(SignedText.verify(note, market) instanceof Verdict.Verified<String>(String text))) {
                throw ((Verdict.Rejected<String>) SignedText.verify(note, market)).rejection();
            }
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new Rejection(Reason.MALFORMED, "not an acknowledgement of a bid");
            }
            return new Verdict.Verified<>(new BidAck(
                    Digest.ofHex(matcher.group(1)),
                    Digest.ofHex(matcher.group(2)),
                    Digest.ofHex(matcher.group(3)),
                    Instant.ofEpochMilli(Long.parseLong(matcher.group(4)))));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
