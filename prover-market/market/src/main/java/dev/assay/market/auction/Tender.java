package dev.assay.market.auction;

import dev.assay.verification.auction.Candidate;
import dev.assay.verification.auction.History;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.statement.Statement;

/** What a node offers for one job, and signed: a bid made for it, or a standing quote that covers it. */
public sealed interface Tender {

    Bidder bidder();

    Signed<? extends Statement> signed();

    long askMicros(int inputSizeBytes);

    /** 0 if the node does not say. */
    long expectedMillis(int inputSizeBytes);

    /** @param estimateMillis how long the market thinks that it takes, where the node does not say */
    default Candidate candidate(int inputSizeBytes, History history, long estimateMillis) {
        long expected = expectedMillis(inputSizeBytes);
        return new Candidate(
                bidder().address(),
                signed().digest(),
                askMicros(inputSizeBytes),
                expected == 0 ? estimateMillis : expected,
                history);
    }

    record OfBid(Bidder bidder, Signed<Bid> signed) implements Tender {
        @Override
        public long askMicros(int inputSizeBytes) {
            return signed.statement().priceMicros();
        }

        @Override
        public long expectedMillis(int inputSizeBytes) {
            return signed.statement().expectedMillis();
        }
    }

    record OfQuote(Bidder bidder, Signed<Quote> signed) implements Tender {
        @Override
        public long askMicros(int inputSizeBytes) {
            return signed.statement().askMicros(inputSizeBytes);
        }

        @Override
        public long expectedMillis(int inputSizeBytes) {
            return signed.statement().expectedMillis(inputSizeBytes);
        }
    }
}
