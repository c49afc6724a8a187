package dev.assay.verification.transcript;

import dev.assay.verification.auction.Rules;
import dev.assay.verification.transparency.VerifiedCheckpoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an audit found.
 *
 * @param checkpoint empty if there was none that verifies; then nothing else was looked at
 * @param rounds those that are as log and rules say
 * @param secret how many rounds are not public yet
 * @param firstSecret the index of the first of them, to be held against the next audit
 * @param undecidedAcks how many acknowledgements could not be checked: their rounds are secret, or not in the log yet, or wrong
 * @param findings what is wrong; empty if nothing is
 */
public record AuditReport(
        Optional<VerifiedCheckpoint> checkpoint,
        List<AuditedRound> rounds,
        long secret,
        OptionalLong firstSecret,
        long undecidedAcks,
        List<AuditFinding> findings) {

    public AuditReport {
        rounds = List.copyOf(rounds);
        findings = List.copyOf(findings);
    }

    /** Each once, the oldest first. A market says itself what its rules are: whoever trades there compares. */
    public List<Rules> rules() {
        return rounds.stream().map(round -> round.record().rules()).distinct().toList();
    }
}
