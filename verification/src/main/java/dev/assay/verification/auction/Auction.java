package dev.assay.verification.auction;

import dev.assay.verification.Digest;
import dev.assay.verification.auction.Outcome.Cause;
import dev.assay.verification.auction.Outcome.Lost;
import dev.assay.verification.auction.Rules.Mode;
import dev.assay.verification.sign.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sealed reverse auction by score (Che, 1993): the bid wins that costs the requester least, expected lateness and failure
 * included, and is paid as much as would have made it equal to the second-best (Vickrey, 1961).
 *
 * <ol>
 *   <li>Asks above the reserve count for nothing, the price included: could such a one lift it, a lone node would double
 *       its pay by a second identity with an absurd ask, and an identity costs nothing. So does who says that it would be
 *       too late.
 *   <li>The score is ask + slope × expected lateness + (1 − p) × loss, p the lower bound of the probability that the node
 *       delivers in time.
 *   <li>Competition is two nodes that have delivered enough jobs of that size. Without it nobody is paid more than a cap
 *       near the index price, which a fresh identity with a high ask cannot lift; the cap rises in steps to the reserve
 *       until somebody asks no more.
 *   <li>The lowest score in whole ticks wins; of equal ones that with the lowest SHA-256 of seed and address.
 *   <li>The price is the second-best score less the winner's own penalty, at most the cap. Who is alone is paid the cap;
 *       what it asked, where no index says what the cap should be, since the reserve is secret.
 * </ol>
 */
public final class Auction {

    private Auction() {}

    public static Outcome clear(Clearing clearing) {
        List<Lost> losers = new ArrayList<>(clearing.candidates().size());
        List<Score> admitted = admitted(clearing, losers);
        for (long capMicros : caps(clearing, admitted)) {
            if (admitted.stream().anyMatch(score -> score.candidate().askMicros() <= capMicros)) {
                return sell(clearing, admitted, capMicros, losers);
            }
        }
        return new Outcome.Unsold(List.copyOf(losers));
    }

    private static List<Score> admitted(Clearing clearing, List<Lost> losers) {
        Terms terms = clearing.terms();
        List<Score> admitted = new ArrayList<>(clearing.candidates().size());
        for (Candidate candidate : clearing.candidates()) {
            if (candidate.askMicros() > terms.reserveMicros()) {
                losers.add(new Lost(candidate.node(), Cause.ABOVE_RESERVE));
            } else if (candidate.expectedMillis() > terms.hardMillis()) {
                losers.add(new Lost(candidate.node(), Cause.TOO_LATE));
            } else {
                admitted.add(Score.of(candidate, terms, clearing.rules()));
            }
        }
        return admitted;
    }

    /** What may be paid, the last of them the reserve. */
    private static long[] caps(Clearing clearing, List<Score> admitted) {
        long reserve = clearing.terms().reserveMicros();
        if (clearing.indexMicros() == 0 || isCompetition(admitted)) {
            return new long[] {reserve};
        }
        int steps = clearing.rules().capSteps();
        long first = Math.min(
                reserve, Exact.mulDiv(clearing.indexMicros(), clearing.rules().soleCapPpm(), 1_000_000));
        long[] caps = new long[steps + 1];
        for (int i = 0; i <= steps; i++) {
            caps[i] = first + Exact.mulDiv(reserve - first, i, steps);
        }
        return caps;
    }

    private static boolean isCompetition(List<Score> admitted) {
        int established = 0;
        for (Score score : admitted) {
            established += score.isEstablished() ? 1 : 0;
        }
        return established >= 2;
    }

    private static Outcome sell(Clearing clearing, List<Score> admitted, long capMicros, List<Lost> losers) {
        List<Score> within = new ArrayList<>(admitted.size());
        for (Score score : admitted) {
            if (score.candidate().askMicros() <= capMicros) {
                within.add(score);
            } else {
                losers.add(new Lost(score.candidate().node(), Cause.ABOVE_CAP));
            }
        }
        Score first = best(within, null, clearing.seed());
        @Nullable Score second = within.size() == 1 ? null : best(within, first, clearing.seed());
        for (Score score : within) {
            if (score != first) {
                losers.add(new Lost(
                        score.candidate().node(), score.ticks() == first.ticks() ? Cause.TIED : Cause.OUTSCORED));
            }
        }
        long price = priceMicros(clearing, first, second, capMicros);
        boolean isPriceOfCompetition = second != null && isCompetition(within);
        return new Outcome.Sold(
                first.candidate().node(),
                price,
                first.scoreMicros(),
                Optional.ofNullable(second).map(score -> score.candidate().node()),
                isPriceOfCompetition ? price : first.candidate().askMicros(),
                List.copyOf(losers));
    }

    private static Score best(List<Score> scores, @Nullable Score without, Digest seed) {
        @Nullable Score best = null;
        for (Score score : scores) {
            if (score != without && (best == null || isBetter(score, best, seed))) {
                best = score;
            }
        }
        if (best == null) {
            throw new IllegalStateException("nobody is left");
        }
        return best;
    }

    private static boolean isBetter(Score score, Score than, Digest seed) {
        return score.ticks() < than.ticks()
                || score.ticks() == than.ticks() && lot(score, seed).compareTo(lot(than, seed)) < 0;
    }

    /** Computed only for equal scores. */
    private static Digest lot(Score score, Digest seed) {
        return lot(seed, score.candidate().node());
    }

    /** A node's lot among equal scores: the lowest wins. */
    public static Digest lot(Digest seed, Address node) {
        return Digest.sha256(seed.bytes(), node.bytes());
    }

    private static long priceMicros(Clearing clearing, Score first, @Nullable Score second, long capMicros) {
        long ask = first.candidate().askMicros();
        if (clearing.rules().mode() == Mode.FIRST_SCORE) {
            return ask;
        }
        if (second == null) {
            return clearing.indexMicros() == 0 ? ask : capMicros;
        }
        long secondMicros = Exact.multiply(second.ticks(), clearing.rules().tickMicros());
        // No less than the ask: the second-best score is no lower than the first.
        return Math.clamp(secondMicros - first.penaltyMicros(), ask, capMicros);
    }
}
