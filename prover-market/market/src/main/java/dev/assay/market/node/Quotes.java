package dev.assay.market.node;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.NodeQuote;
import dev.assay.proto.v1.NodeQuotes;
import dev.assay.verification.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The circuits that a node serves and what it asks for them.
 *
 * @param anyCircuit for every other circuit, if it serves those too
 */
record Quotes(Map<Digest, Quote> byCircuit, Optional<Quote> anyCircuit) {

    static final Quotes NONE = new Quotes(Map.of(), Optional.empty());

    record Quote(long priceMicros, long expectedMillis) {}

    static Quotes fromWire(NodeQuotes wire) {
        try {
            return new Quotes(
                    wire.getQuotesList().stream()
                            .collect(Collectors.toUnmodifiableMap(
                                    quote -> Wire.digest(quote.getCircuitId()), Quotes::fromWire)),
                    wire.hasAnyCircuit() ? Optional.of(fromWire(wire.getAnyCircuit())) : Optional.empty());
        } catch (IllegalStateException e) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "two quotes for one circuit");
        }
    }

    private static Quote fromWire(NodeQuote wire) {
        return new Quote(wire.getPriceMicros(), wire.getExpectedMillis());
    }

    boolean isEmpty() {
        return byCircuit.isEmpty() && anyCircuit.isEmpty();
    }

    Optional<Quote> of(Digest circuitId) {
        return Optional.ofNullable(byCircuit.get(circuitId)).or(() -> anyCircuit);
    }
}
