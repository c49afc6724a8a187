package dev.assay.verification.transcript;

import dev.assay.verification.Finding;
import java.util.OptionalLong;

/**
 * Something that is wrong with a log.
 *
 * @param leaf the round's index; empty if it is about the log as a whole
 */
public record AuditFinding(OptionalLong leaf, Finding finding) {

    @Override
    public String toString() {
        return (leaf.isPresent() ? "round " + leaf.getAsLong() + ": " : "") + finding;
    }
}
