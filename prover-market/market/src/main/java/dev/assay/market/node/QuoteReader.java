package dev.assay.market.node;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.NodeQuote;
import dev.assay.proto.v1.NodeQuotes;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a node's quotes and checks the signatures of those that bind. */
record QuoteReader(SigningDomain domain, Address node, Instant now) {

    /** Each signature costs the market a third of a millisecond, and a message comes whenever the node likes. */
    static final int MAX_SIGNED = 256;

    /** A quote may bind so long: what is signed today must not be found in a drawer next year. */
    static final Duration MAX_VALIDITY = Duration.ofDays(1);

    /** @throws Failure {@link ErrorCode#INVALID_REQUEST} or {@link ErrorCode#BAD_SIGNATURE} */
    Quotes read(NodeQuotes wire) {
        long signed = wire.getQuotesList().stream()
                .filter(quote -> !quote.getSignature().isEmpty())
                .count();
        if (signed > MAX_SIGNED) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST, signed + " signed quotes in one message; the limit is " + MAX_SIGNED);
        }
        Map<Digest, Quotes.Entry> entries = new HashMap<>();
        for (NodeQuote quote : wire.getQuotesList()) {
            Digest circuitId = Wire.digest(quote.getCircuitId());
            if (entries.put(circuitId, entry(quote, circuitId)) != null) {
                throw new Failure(ErrorCode.INVALID_REQUEST, "two quotes for one circuit");
            }
        }
        return new Quotes(
                entries,
                wire.hasAnyCircuit() ? Optional.of(entry(wire.getAnyCircuit(), Quote.ANY_CIRCUIT)) : Optional.empty());
    }

    private Quotes.Entry entry(NodeQuote wire, Digest circuitId) {
        return wire.getSignature().isEmpty()
                ? Quotes.Entry.hint(wire.getPriceMicros())
                : new Quotes.Entry(wire.getPriceMicros(), Optional.of(signed(wire, circuitId)), wire.getAskFirst());
    }

    private Signed<Quote> signed(NodeQuote wire, Digest circuitId) {
        Quote quote = new Quote(
                circuitId,
                wire.getPriceMicros(),
                wire.getUnitMicros(),
                wire.getExpectedMillis(),
                wire.getUnitMillis(),
                Instant.ofEpochMilli(wire.getValidUntilMillis()),
                salt(wire.getSalt()));
        if (quote.validUntil().isAfter(now.plus(MAX_VALIDITY))) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST, "a quote binds for " + MAX_VALIDITY.toHours() + " hours at most");
        }
        if (Signed.verify(quote, wire.getSignature().toByteArray(), node, domain)
                instanceof Verdict.Verified<Signed<Quote>>(Signed<Quote> signed)) {
            return signed;
        }
        throw new Failure(ErrorCode.BAD_SIGNATURE, "a quote that node " + node + " did not sign for this deployment");
    }

    private static Digest salt(ByteString bytes) {
        if (bytes.size() != Digest.SIZE_BYTES) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "a signed quote has a salt of 32 bytes");
        }
        return Wire.digest(bytes);
    }
}
