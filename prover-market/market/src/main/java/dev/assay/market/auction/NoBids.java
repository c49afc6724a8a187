package dev.assay.market.auction;

import dev.assay.verification.auction.Outcome;
import dev.assay.verification.auction.Outcome.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says why nobody took a job: what a requester can do about it depends on that. Anybody may read it, so it has no amounts:
 * a node that knows the reserve asks for it.
 */
final class NoBids {

    static final String NOBODY_SERVES = "no attached node serves this circuit";
    static final String ALL_BUSY = "every node that serves this circuit is busy";

    static final String ALL_HAD_IT =
            "every node that serves this circuit had the job and lost it; they are asked again";

    /** Nodes choose their codes: ten thousand of them must not write a book into every job's events. */
    private static final int MAX_CODES = 5;

    private NoBids() {}

    /**
     * @param outcome of the round with all its bids
     * @param passedOver how many won and could not be given it: full, suspended, without collateral, or silent
     */
    static String describe(Round.Answers answers, Outcome outcome, int passedOver) {
        List<String> parts = new ArrayList<>();
        List<Map.Entry<String, Integer>> passes = answers.passes().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        passes.stream().limit(MAX_CODES).forEach(pass -> parts.add(pass.getValue() + " passed with " + pass.getKey()));
        int others =
                passes.stream().skip(MAX_CODES).mapToInt(Map.Entry::getValue).sum();
        add(parts, others, "passed with other codes");
        add(parts, count(outcome, Cause.ABOVE_RESERVE), "asked more than the requester pays");
        add(parts, count(outcome, Cause.TOO_LATE), "would be too late");
        add(parts, passedOver, "bid and could not be given it");
        add(parts, answers.silent(), "did not answer");
        return String.join("; ", parts);
    }

    private static int count(Outcome outcome, Cause cause) {
        return (int)
                outcome.losers().stream().filter(lost -> lost.cause() == cause).count();
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
