package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.auction.Rules;
import dev.assay.verification.auction.Terms;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Request;
import java.util.Map;
import java.util.Optional;

/** Records that differ from an honest one in one thing. */
final class Lies {

    private Lies() {}

    static RoundRecord sale(RoundRecord honest, Optional<RoundRecord.Sale> sale) {
        return lie(honest, honest.request(), honest.terms(), honest.rules(), honest.book(), honest.passedOver(), sale);
    }

    static RoundRecord terms(RoundRecord honest, Terms terms) {
        return lie(honest, honest.request(), terms, honest.rules(), honest.book(), honest.passedOver(), honest.sale());
    }

    static RoundRecord request(RoundRecord honest, Request request) {
        return lie(honest, request, honest.terms(), honest.rules(), honest.book(), honest.passedOver(), honest.sale());
    }

    static RoundRecord rules(RoundRecord honest, Rules rules) {
        return lie(honest, honest.request(), honest.terms(), rules, honest.book(), honest.passedOver(), honest.sale());
    }

    static RoundRecord book(RoundRecord honest, Digest book) {
        return lie(honest, honest.request(), honest.terms(), honest.rules(), book, honest.passedOver(), honest.sale());
    }

    static RoundRecord passedOver(RoundRecord honest, Map<Address, String> passedOver) {
        return lie(honest, honest.request(), honest.terms(), honest.rules(), honest.book(), passedOver, honest.sale());
    }

    private static RoundRecord lie(
            RoundRecord honest,
            Request request,
            Terms terms,
            Rules rules,
            Digest book,
            Map<Address, String> passedOver,
            Optional<RoundRecord.Sale> sale) {
        return new RoundRecord(
                honest.salt(),
                honest.closedAt(),
                request,
                honest.signature(),
                honest.inputSizeBytes(),
                terms,
                honest.indexMicros(),
                rules,
                honest.opening(),
                book,
                passedOver,
                honest.skips(),
                sale);
    }
}
