package dev.assay.market.auction;

import dev.assay.market.estimate.Clearings.Cleared;
import dev.assay.market.estimate.Clearings.RunnerUp;
import dev.assay.market.estimate.InputClass;
import dev.assay.market.job.Job;
import dev.assay.verification.Digest;
import dev.assay.verification.auction.Auction;
import dev.assay.verification.auction.Candidate;
import dev.assay.verification.auction.Clearing;
import dev.assay.verification.auction.Outcome;
import dev.assay.verification.auction.WorkClass;
import dev.assay.verification.sign.Address;
import dev.assay.verification.transcript.RoundSeed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A round whose bids are in: all that its result depends on, and what is needed to show that it did.
 *
 * @param opening the market's part of the seed
 * @param tenders what the candidates signed
 * @param answers of those that were asked
 */
record HeldRound(
        Job job, Instant closedAt, Clearing clearing, Digest opening, List<Tender> tenders, Round.Answers answers) {

    HeldRound without(Address node) {
        Clearing rest = clearing.without(node);
        Clearing drawn = new Clearing(
                job.id(),
                rest.terms(),
                rest.indexMicros(),
                rest.rules(),
                rest.candidates(),
                RoundSeed.seed(opening, job.id(), rest.candidates()));
        return new HeldRound(job, closedAt, drawn, opening, tenders, answers);
    }

    /** What is remembered with the lease. */
    Cleared cleared(Outcome.Sold sold) {
        Tender tender = tenders.stream()
                .filter(each -> each.bidder().address().equals(sold.winner()))
                .findFirst()
                .orElseThrow();
        long expectedMillis = clearing.candidates().stream()
                .filter(candidate -> candidate.node().equals(sold.winner()))
                .mapToLong(Candidate::expectedMillis)
                .sum();
        return new Cleared(
                job.circuitId(),
                InputClass.of(job.inputSizeBytes()),
                WorkClass.of(clearing.terms().workMillis()),
                tender.bidder().hardware(),
                tender.signed().digest(),
                expectedMillis,
                sold.indexSampleMicros(),
                runnerUp(sold));
    }

    /** Who would have won without the winner, and at what price. */
    private Optional<RunnerUp> runnerUp(Outcome.Sold sold) {
        return sold.runnerUp().isPresent()
                        && Auction.clear(clearing.without(sold.winner())) instanceof Outcome.Sold next
                ? Optional.of(new RunnerUp(next.winner(), next.priceMicros()))
                : Optional.empty();
    }
}
