package dev.assay.verification.transcript;

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
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.statement.Statement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An honest round, which a test then lies about. */
final class FakeRound {

    static final SigningDomain DOMAIN = SigningDomain.dev();
    static final Instant CLOSED = Instant.parse("2026-06-01T12:00:00Z");
    static final Digest CIRCUIT = digest("circuit");
    static final long INPUT_SIZE = 3000;

    private static final SigningKey REQUESTER = key(0);

    private final int number;
    final List<OpenedBid> bids = new ArrayList<>();
    final Digest opening;
    Rules rules = Rules.STANDARD;
    private Instant closedAt = CLOSED;
    private Instant softDeadline = CLOSED.plus(Duration.ofMinutes(1));

    FakeRound(int number) {
        this(number, "opening " + number);
    }

    /** One of several rounds of a job. */
    FakeRound(int number, String opening) {
        this.number = number;
        this.opening = digest(opening);
    }

    FakeRound closing(Instant at) {
        closedAt = at;
        return this;
    }

    /** To be said before there are bids. */
    FakeRound losingValueFrom(Instant at) {
        softDeadline = at;
        return this;
    }

    static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static SigningKey key(int number) {
        return SigningKey.of(digest("key " + number).bytes());
    }

    static Address node(int number) {
        return key(number).address();
    }

    Request request() {
        return new Request(
                REQUESTER.address(),
                CIRCUIT,
                digest("input"),
                Assurance.PROOF,
                CLOSED.plus(Duration.ofMinutes(2)),
                softDeadline,
                1000,
                5,
                digest("nonce " + number),
                "round " + number);
    }

    Digest jobId() {
        return request().digest(DOMAIN);
    }

    Bid bid(long priceMicros) {
        return new Bid(jobId(), priceMicros, 100, digest("salt " + bids.size()));
    }

    FakeRound with(int node, long priceMicros) {
        return with(node, bid(priceMicros));
    }

    FakeRound quoting(int node, long baseMicros, long unitMicros) {
        return with(
                node,
                new Quote(
                        CIRCUIT, baseMicros, unitMicros, 0, 0, CLOSED.plusSeconds(60), digest("salt " + bids.size())));
    }

    FakeRound with(int node, Statement statement) {
        bids.add(OpenedBid.of(Signed.sign(statement, key(node), DOMAIN), History.NONE, 100));
        return this;
    }

    RoundBook book() {
        return new RoundBook(bids);
    }

    Terms terms() {
        return Terms.falling(1000, 5, request().softDeadline(), request().deadline(), closedAt, 1000);
    }

    Outcome outcome() {
        List<Candidate> candidates =
                bids.stream().map(bid -> bid.candidate(INPUT_SIZE, DOMAIN)).toList();
        Digest seed = RoundSeed.seed(opening, jobId(), candidates);
        return Auction.clear(new Clearing(jobId(), terms(), 0, rules, candidates, seed));
    }

    RoundRecord record() {
        return new RoundRecord(
                digest("salt of the record " + number),
                closedAt,
                request(),
                Signed.sign(request(), REQUESTER, DOMAIN).signature(),
                INPUT_SIZE,
                terms(),
                0,
                rules,
                opening,
                book().digest(),
                Map.of(),
                Map.of("BUSY", 2),
                outcome() instanceof Outcome.Sold sold
                        ? Optional.of(new RoundRecord.Sale(sold.winner(), sold.priceMicros()))
                        : Optional.empty());
    }

    RoundEntry entry() {
        return entry(record());
    }

    RoundEntry entry(RoundRecord record) {
        return new RoundEntry(RoundEntry.jobTag(jobId()), Digest.sha256(record.bytes()));
    }

    BidAck ack(int bid) {
        return new BidAck(
                jobId(),
                bids.get(bid).statement().digest(DOMAIN),
                RoundSeed.commitment(opening),
                CLOSED.minusMillis(50));
    }
}
