package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.auction.Candidate;
import java.util.List;
import java.util.Set;

/** A round that is as its log and its rules say. */
public final class AuditedRound {

    private final Digest jobId;
    private final RoundRecord record;
    private final List<Candidate> candidates;
    private final Set<Digest> bids;

    AuditedRound(Digest jobId, RoundRecord record, List<Candidate> candidates, Set<Digest> bids) {
        this.jobId = jobId;
        this.record = record;
        this.candidates = List.copyOf(candidates);
        this.bids = bids;
    }

    public Digest jobId() {
        return jobId;
    }

    public RoundRecord record() {
        return record;
    }

    /** Those whose bids were compared. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** Whether the bid is in the book, passed over or not. */
    public boolean has(BidAck ack) {
        return bids.contains(ack.bid());
    }

    /**
     * Whether the market's part of the randomness is the one that it committed to, when it acknowledged a bid of this round.
     *
     * @return {@link Reason#ROUND_SEED_MISMATCH} if it is not
     */
    public Verdict<AuditedRound> verifySeed(BidAck ack) {
        try {
            if (!RoundSeed.commitment(record.opening()).equals(ack.seed())) {
                throw new Rejection(
                        Reason.ROUND_SEED_MISMATCH, "the round's randomness is not what was committed to for " + jobId);
            }
            return new Verdict.Verified<>(this);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
