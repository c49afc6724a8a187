package dev.assay.market.node;

import dev.assay.verification.Digest;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The circuits that a node serves and what it asks for them.
 *
 * @param anyCircuit for every other circuit, if it serves those too
 */
record Quotes(Map<Digest, Entry> byCircuit, Optional<Entry> anyCircuit) {

    static final Quotes NONE = new Quotes(Map.of(), Optional.empty());

    /**
     * What it asks for the smallest job.
     *
     * @param signed binds: the node need not be asked; absent: the node bids for each job, and this is a hint
     * @param isAskedFirst it wants to be asked all the same
     */
    record Entry(long priceMicros, Optional<Signed<Quote>> signed, boolean isAskedFirst) {

        static Entry hint(long priceMicros) {
            return new Entry(priceMicros, Optional.empty(), true);
        }
    }

    Quotes {
        byCircuit = Map.copyOf(byCircuit);
    }

    boolean isEmpty() {
        return byCircuit.isEmpty() && anyCircuit.isEmpty();
    }

    Optional<Entry> of(Digest circuitId) {
        return Optional.ofNullable(byCircuit.get(circuitId)).or(() -> anyCircuit);
    }

    /** The one that binds at that time. */
    Optional<Signed<Quote>> standing(Digest circuitId, Instant now) {
        return of(circuitId)
                .flatMap(Entry::signed)
                .filter(signed -> signed.statement().validUntil().isAfter(now));
    }

    List<Signed<Quote>> signed() {
        return Stream.concat(byCircuit.values().stream(), anyCircuit.stream())
                .flatMap(entry -> entry.signed().stream())
                .toList();
    }
}
