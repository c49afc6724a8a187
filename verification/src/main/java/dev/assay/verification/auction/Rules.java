package dev.assay.verification.auction;

/**
 * How a market clears, the same for all its rounds until it says otherwise. What the numbers do is in {@code docs/auction.md}.
 *
 * @param tickMicros scores are compared in whole ticks, so that nobody gains by asking a millionth less
 * @param soleCapPpm what a bidder without real competition is paid at most, over the index price
 * @param capSteps in how many steps that cap rises to the reserve when nobody asks less
 * @param lossPpm what a failed lease costs the requester, over the reserve
 * @param priorMilliJobs how many thousandths of a job are thought to have been seen of a node that is new
 * @param priorPpm how many of them it delivered
 * @param confidenceMilli thousandths of a standard deviation between the estimate of a success rate and its lower bound
 * @param establishedMilliJobs with so much evidence a node counts as competition
 */
public record Rules(
        Mode mode,
        long tickMicros,
        int soleCapPpm,
        int capSteps,
        int lossPpm,
        int priorMilliJobs,
        int priorPpm,
        int confidenceMilli,
        int establishedMilliJobs) {

    /** What the winner is paid. */
    public enum Mode {
        /** Enough to equal the second-best score: to ask for one's cost is the best that a node can do. */
        SECOND_SCORE,
        /** What it asked: for a market whose operator proves too, and could invent the second bid. */
        FIRST_SCORE
    }

    /** Chosen by simulation: docs/auction.md. */
    public static final Rules STANDARD =
            new Rules(Mode.SECOND_SCORE, 1, 1_150_000, 8, 250_000, 2_000, 900_000, 1_000, 5_000);

    public Rules {
        require(tickMicros > 0, "tickMicros");
        require(soleCapPpm >= 1_000_000 && soleCapPpm <= 100_000_000, "soleCapPpm");
        require(capSteps >= 1 && capSteps <= 64, "capSteps");
        require(lossPpm >= 0 && lossPpm <= 10_000_000, "lossPpm");
        require(priorMilliJobs >= 0 && priorMilliJobs <= 1_000_000, "priorMilliJobs");
        require(priorPpm >= 0 && priorPpm <= 1_000_000, "priorPpm");
        require(confidenceMilli >= 0 && confidenceMilli <= 10_000, "confidenceMilli");
        require(establishedMilliJobs >= 0, "establishedMilliJobs");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is out of range");
        }
    }

    public Rules withMode(Mode other) {
        return new Rules(
                other,
                tickMicros,
                soleCapPpm,
                capSteps,
                lossPpm,
                priorMilliJobs,
                priorPpm,
                confidenceMilli,
                establishedMilliJobs);
    }

    public Rules withTick(long micros) {
        return new Rules(
                mode,
                micros,
                soleCapPpm,
                capSteps,
                lossPpm,
                priorMilliJobs,
                priorPpm,
                confidenceMilli,
                establishedMilliJobs);
    }

    public Rules withPrior(int milliJobs, int ppm) {
        return new Rules(
                mode, tickMicros, soleCapPpm, capSteps, lossPpm, milliJobs, ppm, confidenceMilli, establishedMilliJobs);
    }

    public Rules withLoss(int ppm) {
        return new Rules(
                mode,
                tickMicros,
                soleCapPpm,
                capSteps,
                ppm,
                priorMilliJobs,
                priorPpm,
                confidenceMilli,
                establishedMilliJobs);
    }
}
