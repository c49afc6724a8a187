package dev.assay.market.auction;

import dev.assay.market.estimate.Estimate;
import dev.assay.market.estimate.Estimates;
import dev.assay.market.estimate.InputClass;
import dev.assay.market.job.Job;
import dev.assay.verification.Digest;
import dev.assay.verification.auction.Candidate;
import dev.assay.verification.auction.Clearing;
import dev.assay.verification.auction.Rules;
import dev.assay.verification.auction.Terms;
import dev.assay.verification.transcript.RoundSeed;
import java.time.Instant;
import java.util.List;

/** Puts what nodes offer and what is known of them together into what is cleared. */
public final class Appraiser {

    /** The size of a job of which nobody says anything. */
    private static final long UNKNOWN_WORK_MILLIS = 1000;

    private final Estimates estimates;
    private final Rules rules;

    public Appraiser(Estimates estimates, Rules rules) {
        this.estimates = estimates;
        this.rules = rules;
    }

    Clearing clearing(Job job, List<Tender> tenders, Instant closedAt, Digest opening) {
        List<Candidate> candidates =
                tenders.stream().map(tender -> candidate(job, tender)).toList();
        Terms terms = Terms.falling(
                job.maxPriceMicros(),
                job.tipMicros(),
                job.softDeadline(),
                job.deadline(),
                closedAt,
                workMillis(job, candidates));
        return new Clearing(
                job.id(),
                terms,
                estimates.indexMicros(job.circuitId(), inputClass(job)),
                rules,
                candidates,
                RoundSeed.seed(opening, job.id(), candidates));
    }

    private Candidate candidate(Job job, Tender tender) {
        Estimate estimate = estimates.estimate(
                job.circuitId(), inputClass(job), tender.bidder().hardware());
        return tender.candidate(
                job.inputSizeBytes(), estimates.history(tender.bidder().address()), estimate.p50Millis());
    }

    private static int inputClass(Job job) {
        return InputClass.of(job.inputSizeBytes());
    }

    /** Of a circuit that nobody has proved yet, what the nodes say is all there is: their median. */
    private long workMillis(Job job, List<Candidate> candidates) {
        Estimate known = estimates.estimate(job.circuitId(), inputClass(job), "");
        if (known.samples() > 0) {
            return known.p50Millis();
        }
        long[] said = candidates.stream()
                .mapToLong(Candidate::expectedMillis)
                .filter(millis -> millis > 0)
                .sorted()
                .toArray();
        return said.length == 0 ? UNKNOWN_WORK_MILLIS : said[said.length / 2];
    }
}
