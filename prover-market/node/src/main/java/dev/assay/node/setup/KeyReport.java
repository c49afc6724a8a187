package dev.assay.node.setup;

import java.util.List;
import java.util.Optional;

/**
 * What was found about a key.
 *
 * @param outcomes one for each check, in order
 * @param circuitHash as the key has it, in hexadecimal
 */
public record KeyReport(List<Outcome> outcomes, String circuitHash, List<Contributor> contributors) {

    /** How a check ended. */
    public enum Status {
        PASSED,
        FAILED,
        /** Makes no sense after another failed. */
        SKIPPED
    }

    /** @param detail what is wrong, or empty */
    public record Outcome(KeyCheck check, Status status, String detail) {}

    /**
     * Who contributed, as they said themselves.
     *
     * @param name printable, perhaps empty
     * @param hash of the contribution, in hexadecimal, as snarkjs prints it
     * @param beacon for people, where a beacon did
     */
    public record Contributor(String name, String hash, Optional<String> beacon) {}

    public KeyReport {
        outcomes = List.copyOf(outcomes);
        contributors = List.copyOf(contributors);
    }

    /** Whether nothing failed. */
    public boolean accepted() {
        return outcomes.stream().allMatch(outcome -> outcome.status() == Status.PASSED);
    }

    /** The checks that failed. */
    public List<KeyCheck> failed() {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == Status.FAILED)
                .map(Outcome::check)
                .toList();
    }
}
