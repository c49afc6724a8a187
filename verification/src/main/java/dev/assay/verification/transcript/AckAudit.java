package dev.assay.verification.transcript;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.Collection;
import java.util.List;

/** Whether bids that a market acknowledged are in the rounds that it published. */
public final class AckAudit {

    private AckAudit() {}

    /**
     * A job may have several rounds; the bid must be in one of them, with the randomness that was committed to.
     *
     * @param rounds all published rounds, or at least all of the job
     * @return {@link Reason#ROUND_BID_DROPPED} if no round has it, {@link Reason#ROUND_SEED_MISMATCH} if the randomness of
     *     the round that has it is another one
     */
    public static Verdict<AuditedRound> verify(BidAck ack, Collection<AuditedRound> rounds) {
        List<AuditedRound> having = rounds.stream()
                .filter(round -> round.jobId().equals(ack.jobId()) && round.has(ack))
                .toList();
        if (having.isEmpty()) {
            return new Verdict.Rejected<>(
                    Reason.ROUND_BID_DROPPED, "no round of job " + ack.jobId() + " has the bid " + ack.bid());
        }
        // A node may sign one bid for two rounds of a job: an acknowledgement is of one of them.
        return having.stream()
                .map(round -> round.verifySeed(ack))
                .filter(Verdict.Verified.class::isInstance)
                .findFirst()
                .orElseGet(() -> having.getFirst().verifySeed(ack));
    }
}
