package dev.assay.market.settle;

import dev.assay.market.job.JobInput;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a proof can be about a job's input. A proof alone says that somebody knew some input: one made for an older job
 * of the same circuit verifies as well. Each public input of a circuit is one of its input signals, so its value must stand
 * in the job's input. That is necessary and not sufficient: values that the circuit computes cannot be told without running
 * it, which the requester's own verification is for.
 */
final class PublicValues {

    private PublicValues() {}

    /**
     * Looks for a public input that the job's input does not have.
     *
     * @param values a proof's public values, outputs first
     * @param outputs how many are outputs
     * @return what does not fit
     */
    static Optional<String> mismatch(List<BigInteger> values, int outputs, JobInput input) {
        Set<BigInteger> known = input.values();
        for (int i = outputs; i < values.size(); i++) {
            if (!known.contains(values.get(i))) {
                return Optional.of(
                        "public value " + i + " is " + values.get(i) + ", which the job's input does not have");
            }
        }
        return Optional.empty();
    }
}
