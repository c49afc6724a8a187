package dev.assay.verification.auction;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that one round's result depends on.
 *
 * @param indexMicros what such a job costs by the market's published index; 0 if there is none yet
 * @param candidates at most one for each node
 * @param seed breaks ties; nobody must have been able to choose it
 */
public record Clearing(
        Digest jobId, Terms terms, long indexMicros, Rules rules, List<Candidate> candidates, Digest seed) {

    /** More nodes than one market process holds. */
    public static final int MAX_CANDIDATES = 16_384;

    public Clearing {
        candidates = List.copyOf(candidates);
        if (indexMicros < 0 || candidates.size() > MAX_CANDIDATES) {
            throw new IllegalArgumentException("a negative index or too many candidates");
        }
        Set<Address> nodes = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!nodes.add(candidate.node())) {
                throw new IllegalArgumentException("two bids from " + candidate.node());
            }
        }
    }

    /** The same round had the node not come: who gets the job if it does not take it, or as well, and at what price. */
    public Clearing without(Address node) {
        return new Clearing(
                jobId,
                terms,
                indexMicros,
                rules,
                candidates.stream()
                        .filter(candidate -> !candidate.node().equals(node))
                        .toList(),
                seed);
    }
}
