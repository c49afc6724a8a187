package dev.assay.verification.transcript;

import dev.assay.verification.Checks;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.auction.Auction;
import dev.assay.verification.auction.Candidate;
import dev.assay.verification.auction.Clearing;
import dev.assay.verification.auction.Outcome;
import dev.assay.verification.auction.Terms;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.statement.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out whether one published round is the one in the log, and whether it was cleared by its own rules. */
public final class RoundAudit {

    private final SigningDomain domain;

    /** @param domain the deployment that requests and bids are signed for */
    public RoundAudit(SigningDomain domain) {
        this.domain = domain;
    }

    /**
     * Verifies a round; every check that fails is named:
     *
     * <ol>
     *   <li>the record is the one whose hash the log has, of the job whose hash the log has
     *   <li>the book is the one that the record names
     *   <li>the requester signed the request
     *   <li>the terms are the request's, at the time when the round closed
     *   <li>each bid is signed by its node, for this job, or is a quote for its circuit that had not run out; one for a node
     *   <li>who was passed over is in the book, and did not win
     *   <li>the rules, applied to the bids that were not passed over, give this winner, by lot among equals, at this price
     * </ol>
     *
     * @param entry the leaf
     */
    public Verdict<AuditedRound> verify(RoundEntry entry, byte[] recordJson, byte[] bookJson) {
        try {
            RoundRecord record = value(RoundRecord.parse(requireInLog(entry, recordJson)));
            RoundBook book = value(RoundBook.parse(requireNamed(record, bookJson)));
            Digest jobId = record.request().digest(domain);
            Checks checks = new Checks();
            checks.make(() -> requireJob(entry, jobId));
            checks.make(() -> requireRequest(record));
            checks.make(() -> requireTerms(record));
            book.bids().forEach(bid -> checks.make(() -> requireBid(record, jobId, bid)));
            checks.make(() -> requireOneEach(book));
            checks.make(() -> requirePassedOver(record, book));
            checks.end();
            List<Candidate> candidates = candidates(record, book);
            requireOutcome(record, clearing(record, jobId, candidates));
            return new Verdict.Verified<>(new AuditedRound(jobId, record, candidates, bidDigests(book)));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static <T> T value(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Verified<T>(T value) -> value;
            case Verdict.Simulated<T> ignored -> throw new IllegalStateException("nothing is simulated here");
            case Verdict.Rejected<T> rejected -> throw rejected.rejection();
        };
    }

    private static byte[] requireInLog(RoundEntry entry, byte[] recordJson) {
        Digest found = Digest.sha256(recordJson);
        if (!found.equals(entry.record())) {
            throw new Rejection(
                    Reason.ROUND_NOT_IN_LOG, "the record's hash is " + found + ", the log has " + entry.record());
        }
        return recordJson;
    }

    private static byte[] requireNamed(RoundRecord record, byte[] bookJson) {
        Digest found = Digest.sha256(bookJson);
        if (!found.equals(record.book())) {
            throw new Rejection(
                    Reason.ROUND_BOOK_MISMATCH, "the book's hash is " + found + ", the record names " + record.book());
        }
        return bookJson;
    }

    private static void requireJob(RoundEntry entry, Digest jobId) {
        if (!RoundEntry.jobTag(jobId).equals(entry.job())) {
            throw new Rejection(Reason.ROUND_NOT_IN_LOG, "the record is of job " + jobId + ", the leaf of another one");
        }
    }

    private void requireRequest(RoundRecord record) {
        Request request = record.request();
        if (Signed.verify(request, record.signature(), request.requester(), domain)
                instanceof Verdict.Rejected<Signed<Request>> rejected) {
            throw new Rejection(Reason.ROUND_REQUEST_UNSIGNED, rejected.detail());
        }
    }

    private static void requireTerms(RoundRecord record) {
        Request request = record.request();
        Terms terms = record.terms();
        Terms asked;
        try {
            asked = Terms.falling(
                    request.maxPriceMicros(),
                    request.tipMicros(),
                    request.softDeadline(),
                    request.deadline(),
                    record.closedAt(),
                    terms.workMillis());
        } catch (IllegalArgumentException e) {
            throw new Rejection(Reason.ROUND_TERMS_MISMATCH, "the request allows no terms: " + e.getMessage());
        }
        if (!terms.equals(asked)) {
            throw new Rejection(Reason.ROUND_TERMS_MISMATCH, terms + " instead of " + asked);
        }
    }

    private void requireBid(RoundRecord record, Digest jobId, OpenedBid opened) {
        if (opened.verify(domain) instanceof Verdict.Rejected<Signed<Statement>> rejected) {
            throw new Rejection(Reason.ROUND_BID_UNSIGNED, "the bid of " + opened.node() + ": " + rejected.detail());
        }
        boolean isForThis = switch (opened.statement()) {
            case Bid bid -> bid.jobId().equals(jobId);
            case Quote quote ->
                (quote.circuitId().equals(record.request().workload())
                                || quote.circuitId().equals(Quote.ANY_CIRCUIT))
                        && quote.validUntil().isAfter(record.closedAt());
            default -> false;
        };
        if (!isForThis) {
            throw new Rejection(
                    Reason.ROUND_BID_ELSEWHERE, "what " + opened.node() + " signed is not for this job at that time");
        }
    }

    private static void requireOneEach(RoundBook book) {
        Set<Address> nodes = new HashSet<>();
        for (OpenedBid bid : book.bids()) {
            if (!nodes.add(bid.node())) {
                throw new Rejection(Reason.ROUND_BID_TWICE, "two bids of " + bid.node());
            }
        }
    }

    private static void requirePassedOver(RoundRecord record, RoundBook book) {
        Set<Address> bidders = new HashSet<>();
        book.bids().forEach(bid -> bidders.add(bid.node()));
        if (!bidders.containsAll(record.passedOver().keySet())) {
            throw new Rejection(Reason.ROUND_BID_ELSEWHERE, "somebody was passed over who did not bid");
        }
    }

    private List<Candidate> candidates(RoundRecord record, RoundBook book) {
        List<Candidate> candidates = new ArrayList<>();
        try {
            for (OpenedBid bid : book.bids()) {
                if (!record.passedOver().containsKey(bid.node())) {
                    candidates.add(bid.candidate(record.inputSizeBytes(), domain));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new Rejection(Reason.ROUND_BID_ELSEWHERE, "a bid that is no offer: " + e.getMessage());
        }
        return candidates;
    }

    private static Clearing clearing(RoundRecord record, Digest jobId, List<Candidate> candidates) {
        Digest seed = RoundSeed.seed(record.opening(), jobId, candidates);
        return new Clearing(jobId, record.terms(), record.indexMicros(), record.rules(), candidates, seed);
    }

    private static void requireOutcome(RoundRecord record, Clearing clearing) {
        Optional<RoundRecord.Sale> said = record.sale();
        switch (Auction.clear(clearing)) {
            case Outcome.Unsold ignored -> {
                if (said.isPresent()) {
                    throw new Rejection(
                            Reason.ROUND_WINNER_WRONG, said.get().winner() + " won; by the rules nobody did");
                }
            }
            case Outcome.Sold sold -> requireSale(said, sold);
        }
    }

    private static void requireSale(Optional<RoundRecord.Sale> said, Outcome.Sold sold) {
        if (said.isEmpty()) {
            throw new Rejection(Reason.ROUND_WINNER_WRONG, "nobody won; by the rules " + sold.winner() + " did");
        }
        Address winner = said.get().winner();
        if (!winner.equals(sold.winner())) {
            boolean isTied = sold.losers().contains(new Outcome.Lost(winner, Outcome.Cause.TIED));
            throw new Rejection(
                    isTied ? Reason.ROUND_LOT_WRONG : Reason.ROUND_WINNER_WRONG,
                    winner + " won; by the rules " + sold.winner() + " did");
        }
        if (said.get().priceMicros() != sold.priceMicros()) {
            throw new Rejection(
                    Reason.ROUND_PRICE_WRONG,
                    "the price was " + said.get().priceMicros() + "; by the rules it is " + sold.priceMicros());
        }
    }

    private Set<Digest> bidDigests(RoundBook book) {
        Set<Digest> digests = new HashSet<>();
        book.bids().forEach(bid -> digests.add(bid.statement().digest(domain)));
        return Set.copyOf(digests);
    }
}
