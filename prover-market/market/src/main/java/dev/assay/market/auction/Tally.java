package dev.assay.market.auction;

import dev.assay.market.job.Job;
import dev.assay.market.job.SignedRequest;
import dev.assay.market.transcript.ClosedRound;
import dev.assay.verification.Digest;
import dev.assay.verification.auction.Auction;
import dev.assay.verification.auction.Candidate;
import dev.assay.verification.auction.Clearing;
import dev.assay.verification.auction.History;
import dev.assay.verification.auction.Outcome;
import dev.assay.verification.auction.Rules;
import dev.assay.verification.auction.Terms;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.transcript.OpenedBid;
import dev.assay.verification.transcript.RoundBook;
import dev.assay.verification.transcript.RoundRecord;
import dev.assay.verification.transcript.RoundSeed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A round that has closed: who wins, and what is written down of it. The two come from the same bids and the same rules. */
final class Tally {

    static final String NODE_FULL = "NODE_FULL";

    /** Nodes choose their codes: ten thousand of them must not write a book into every record. */
    private static final int MAX_CODES = 32;

    private static final String OTHER_CODES = "OTHER";
    private static final String SILENT = "SILENT";

    private final Job job;
    private final SignedRequest request;
    private final Round.Answers answers;
    private final Digest opening;
    private final Instant closedAt;
    private final SigningDomain domain;
    private final RoundBook book;
    private final Map<Address, String> passedOver = new HashMap<>();

    /** @param opening the market's part of the randomness, to which it committed when the round began */
    Tally(
            Job job,
            SignedRequest request,
            Round.Answers answers,
            Digest opening,
            Instant closedAt,
            SigningDomain domain) {
        this.job = job;
        this.request = request;
        this.answers = answers;
        this.opening = opening;
        this.closedAt = closedAt;
        this.domain = domain;
        this.book = new RoundBook(answers.bids().stream()
                .map(bid -> OpenedBid.of(bid, History.NONE, 0))
                .toList());
    }

    /** The node won and cannot take the job. */
    void passOver(Address node, String code) {
        passedOver.put(node, code);
    }

    int passedOver() {
        return passedOver.size();
    }

    /** Who wins of those that were not passed over. */
    Outcome clear() {
        List<Candidate> candidates = book.bids().stream()
                .filter(bid -> !passedOver.containsKey(bid.node()))
                .map(bid -> bid.candidate(job.inputSizeBytes(), domain))
                .toList();
        Digest seed = RoundSeed.seed(opening, job.id(), candidates);
        return Auction.clear(new Clearing(job.id(), terms(), 0, Rules.STANDARD, candidates, seed));
    }

    private Terms terms() {
        return Terms.falling(
                job.maxPriceMicros(),
                job.tipMicros(),
                Duration.between(closedAt, job.softDeadline()).toMillis(),
                Duration.between(closedAt, job.deadline()).toMillis(),
                0);
    }

    /** @param salt random */
    ClosedRound closed(Outcome outcome, Digest salt) {
        byte[] opened = book.bytes();
        Digest bookDigest = Digest.sha256(opened);
        RoundRecord record = new RoundRecord(
                salt,
                closedAt,
                request.request(),
                request.signature(),
                job.inputSizeBytes(),
                terms(),
                0,
                Rules.STANDARD,
                opening,
                bookDigest,
                passedOver,
                skips(),
                outcome instanceof Outcome.Sold sold
                        ? Optional.of(new RoundRecord.Sale(sold.winner(), sold.priceMicros()))
                        : Optional.empty());
        return new ClosedRound(job.id(), closedAt, record.bytes(), bookDigest, opened);
    }

    private Map<String, Integer> skips() {
        Map<String, Integer> skips = new TreeMap<>();
        answers.passes().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(pass -> skips.merge(
                        skips.size() < MAX_CODES ? pass.getKey() : OTHER_CODES, pass.getValue(), Integer::sum));
        if (answers.silent() > 0) {
            skips.merge(SILENT, answers.silent(), Integer::sum);
        }
        return skips;
    }
}
