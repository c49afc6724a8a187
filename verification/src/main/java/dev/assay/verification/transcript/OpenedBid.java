package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.auction.Candidate;
import dev.assay.verification.auction.History;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.statement.Statement;

/**
 * A node in a round's book: what it signed, and what the market held against it.
 *
 * @param statement a {@link Bid} or a standing {@link Quote}
 * @param history as it entered the score
 * @param estimateMillis what the market thought that the node needs, where it says nothing itself
 */
public record OpenedBid(Address node, Statement statement, byte[] signature, History history, long estimateMillis) {

    private static final int SIGNATURE_SIZE_BYTES = 65;

    /** @throws IllegalArgumentException if the statement is neither a bid nor a quote */
    public OpenedBid {
        if (!(statement instanceof Bid) && !(statement instanceof Quote)) {
            throw new IllegalArgumentException("not a bid: " + statement);
        }
    }

    public static OpenedBid of(Signed<? extends Statement> signed, History history, long estimateMillis) {
        return new OpenedBid(signed.signer(), signed.statement(), signed.signature(), history, estimateMillis);
    }

    Verdict<Signed<Statement>> verify(SigningDomain domain) {
        return Signed.verify(statement, signature, node, domain);
    }

    /** What the node offers for a job with an input of that size. */
    public Candidate candidate(long inputSizeBytes, SigningDomain domain) {
        long ask = switch (statement) {
            case Bid bid -> bid.priceMicros();
            case Quote quote -> quote.askMicros(inputSizeBytes);
            default -> throw new IllegalStateException("not a bid");
        };
        long expected = switch (statement) {
            case Bid bid -> bid.expectedMillis();
            case Quote quote -> quote.expectedMillis(inputSizeBytes);
            default -> throw new IllegalStateException("not a bid");
        };
        Digest digest = statement.digest(domain);
        return new Candidate(node, digest, ask, expected == 0 ? estimateMillis : expected, history);
    }

    Fields fields() {
        Fields fields = Fields.empty()
                .with("node", node)
                .withBytes("signature", signature)
                .with("estimateMillis", estimateMillis)
                .withCounts("leases", history.leases())
                .withCounts("delivered", history.delivered())
                .withCounts("overruns", history.overruns());
        return switch (statement) {
            case Bid bid -> fields.with("bid", fields(bid));
            case Quote quote -> fields.with("quote", fields(quote));
            default -> throw new IllegalStateException("not a bid");
        };
    }

    private static Fields fields(Bid bid) {
        return Fields.empty()
                .with("job", bid.jobId())
                .with("priceMicros", bid.priceMicros())
                .with("expectedMillis", bid.expectedMillis())
                .with("salt", bid.salt());
    }

    private static Fields fields(Quote quote) {
        return Fields.empty()
                .with("circuit", quote.circuitId())
                .with("baseMicros", quote.baseMicros())
                .with("unitMicros", quote.unitMicros())
                .with("baseMillis", quote.baseMillis())
                .with("unitMillis", quote.unitMillis())
                .with("validUntilMillis", quote.validUntil())
                .with("salt", quote.salt());
    }

    static OpenedBid read(Fields in) {
        return new OpenedBid(
                in.address("node"),
                in.has("bid") ? readBid(in.object("bid")) : readQuote(in.object("quote")),
                in.bytes("signature", SIGNATURE_SIZE_BYTES),
                new History(in.counts("leases"), in.counts("delivered"), in.counts("overruns")),
                in.number("estimateMillis"));
    }

    private static Bid readBid(Fields in) {
        return new Bid(in.digest("job"), in.number("priceMicros"), in.number("expectedMillis"), in.digest("salt"));
    }

    private static Quote readQuote(Fields in) {
        return new Quote(
                in.digest("circuit"),
                in.number("baseMicros"),
                in.number("unitMicros"),
                in.number("baseMillis"),
                in.number("unitMillis"),
                in.instant("validUntilMillis"),
                in.digest("salt"));
    }
}
