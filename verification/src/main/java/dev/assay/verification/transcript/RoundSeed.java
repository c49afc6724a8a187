package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.auction.Candidate;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;

/**
 * What decides between equal scores. The market commits to its part before there are bids and opens it afterwards; the
 * salted bids are the other part. So neither the market nor a bidder can choose it.
 */
public final class RoundSeed {

    private static final byte[] COMMITMENT = tag("assay/transcript/seed-commitment/v1");
    private static final byte[] SEED = tag("assay/transcript/seed/v1");

    private RoundSeed() {}

    private static byte[] tag(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What bidders are shown beforehand. */
    public static Digest commitment(Digest opening) {
        return Digest.sha256(COMMITMENT, opening.bytes());
    }

    /**
     * @param opening 32 random bytes
     * @param candidates of the round; their order does not matter
     */
    public static Digest seed(Digest opening, Digest jobId, Collection<Candidate> candidates) {
        ByteArrayOutputStream bids = new ByteArrayOutputStream();
        candidates.stream()
                .sorted(Comparator.comparing(candidate -> candidate.node().hex()))
                .forEach(candidate -> {
                    bids.writeBytes(candidate.node().bytes());
                    bids.writeBytes(candidate.bid().bytes());
                });
        return Digest.sha256(SEED, opening.bytes(), jobId.bytes(), bids.toByteArray());
    }
}
