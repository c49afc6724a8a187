package dev.assay.verification.transcript;

import dev.assay.verification.transparency.VerifiedCheckpoint;
import java.util.List;
import java.util.Optional;

/**
 * What an audit found.
 *
 * @param checkpoint empty if there was none that verifies; then nothing else was looked at
 * @param rounds those that are as log and rules say
 * @param secret how many rounds are not public yet
 * @param findings what is wrong; empty if nothing is
 */
public record AuditReport(
        Optional<VerifiedCheckpoint> checkpoint, List<AuditedRound> rounds, long secret, List<AuditFinding> findings) {

    public AuditReport {
        rounds = List.copyOf(rounds);
        findings = List.copyOf(findings);
    }
}
