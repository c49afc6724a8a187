package dev.assay.node.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.node.NodeConfig;
import dev.assay.proto.v1.NodeQuote;
import dev.assay.proto.v1.NodeQuotes;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the node asks, signed: the market gives it jobs at that price without asking first. Made anew well before the end of
 * {@link #VALIDITY}, which is short, so that a change of price is soon all there is.
 */
final class StandingQuotes {

    static final Duration VALIDITY = Duration.ofMinutes(10);
    static final Duration RENEWAL = Duration.ofMinutes(5);

    /** As many as a market checks of one message; of more circuits than that, the rest are offered one by one. */
    private static final int MAX_SIGNED = 256;

    private final NodeConfig config;
    private final SigningKey key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    StandingQuotes(NodeConfig config, SigningKey key, InstantSource clock) {
        this.config = config;
        this.key = key;
        this.clock = clock;
    }

    NodeQuotes message() {
        Instant until = Instant.ofEpochMilli(clock.instant().plus(VALIDITY).toEpochMilli());
        NodeQuotes.Builder quotes = NodeQuotes.newBuilder();
        if (config.circuits().isEmpty()) {
            quotes.setAnyCircuit(signed(Quote.ANY_CIRCUIT, until));
        }
        int signed = 0;
        for (Digest circuit : config.circuits()) {
            NodeQuote quote = signed++ < MAX_SIGNED ? signed(circuit, until) : hint();
            quotes.addQuotes(quote.toBuilder().setCircuitId(Wire.bytes(circuit)));
        }
        return quotes.build();
    }

    private NodeQuote hint() {
        return NodeQuote.newBuilder().setPriceMicros(config.priceMicros()).build();
    }

    private NodeQuote signed(Digest circuit, Instant until) {
        byte[] salt = new byte[Digest.SIZE_BYTES];
        random.nextBytes(salt);
        Quote quote = new Quote(circuit, config.priceMicros(), 0, 0, 0, until, Digest.of(salt));
        return hint().toBuilder()
                .setValidUntilMillis(until.toEpochMilli())
                .setSalt(Wire.bytes(quote.salt()))
                .setSignature(ByteString.copyFrom(
                        Signed.sign(quote, key, config.signingDomain()).signature()))
                .build();
    }
}
