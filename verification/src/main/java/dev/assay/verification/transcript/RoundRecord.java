package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.auction.Rules;
import dev.assay.verification.auction.Terms;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Request;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a market says of one round: what was asked for, who bid, by what rules, who won, and at what price. Its SHA-256 is
 * in the log from the moment of the award; it is published later.
 *
 * @param salt random, so that the hash tells nothing
 * @param closedAt when bids were compared; whole milliseconds
 * @param request what the requester signed; its digest is the job
 * @param signature the requester's
 * @param inputSizeBytes of the job's input, by which quotes are reckoned
 * @param terms the request's, as they stood when the round closed
 * @param indexMicros see {@link dev.assay.verification.auction.Clearing}
 * @param opening the market's part of the randomness, see {@link RoundSeed}
 * @param book SHA-256 of the {@link RoundBook}
 * @param passedOver bidders that were not let in, each with a stable code that says why
 * @param skips how many nodes did not bid, by the codes that they gave
 * @param sale who won at what price; empty if nobody did
 */
public record RoundRecord(
        Digest salt,
        Instant closedAt,
        Request request,
        byte[] signature,
        long inputSizeBytes,
        Terms terms,
        long indexMicros,
        Rules rules,
        Digest opening,
        Digest book,
        Map<Address, String> passedOver,
        Map<String, Integer> skips,
        Optional<Sale> sale) {

    private static final String FORMAT = "assay/round/v1";
    private static final int SIGNATURE_SIZE_BYTES = 65;

    /** Who got the job, and what it is paid. */
    public record Sale(Address winner, long priceMicros) {}

    public RoundRecord {
        passedOver = Map.copyOf(passedOver);
        skips = Map.copyOf(skips);
        if (inputSizeBytes < 0 || indexMicros < 0) {
            throw new IllegalArgumentException("a negative size or index");
        }
    }

    /** Canonical JSON. */
    public byte[] bytes() {
        Fields fields = Fields.empty()
                .with("format", FORMAT)
                .with("salt", salt)
                .with("closedAtMillis", closedAt)
                .with("request", requestFields())
                .with("inputSizeBytes", inputSizeBytes)
                .with("terms", termsFields())
                .with("indexMicros", indexMicros)
                .with("rules", rulesFields())
                .with("opening", opening)
                .with("book", book)
                .with("passedOver", passedOverFields())
                .with("skips", skipFields());
        sale.ifPresent(sold -> fields.with(
                "sale", Fields.empty().with("winner", sold.winner()).with("priceMicros", sold.priceMicros())));
        return fields.bytes();
    }

    private Fields requestFields() {
        return Fields.empty()
                .with("requester", request.requester())
                .with("workload", request.workload())
                .with("inputDigest", request.inputDigest())
                .with("assurance", request.assurance().name())
                .with("deadlineMillis", request.deadline())
                .with("softDeadlineMillis", request.softDeadline())
                .with("maxPriceMicros", request.maxPriceMicros())
                .with("tipMicros", request.tipMicros())
                .with("nonce", request.nonce())
                .with("idempotencyKey", request.idempotencyKey())
                .withBytes("signature", signature);
    }

    private Fields termsFields() {
        return Fields.empty()
                .with("reserveMicros", terms.reserveMicros())
                .with("tipMicros", terms.tipMicros())
                .with("softMillis", terms.softMillis())
                .with("hardMillis", terms.hardMillis())
                .with("slopeMicrosPerSecond", terms.slopeMicrosPerSecond())
                .with("workMillis", terms.workMillis());
    }

    private Fields rulesFields() {
        return Fields.empty()
                .with("mode", rules.mode().name())
                .with("tickMicros", rules.tickMicros())
                .with("soleCapPpm", rules.soleCapPpm())
                .with("capSteps", rules.capSteps())
                .with("lossPpm", rules.lossPpm())
                .with("priorMilliJobs", rules.priorMilliJobs())
                .with("priorPpm", rules.priorPpm())
                .with("confidenceMilli", rules.confidenceMilli())
                .with("establishedMilliJobs", rules.establishedMilliJobs());
    }

    private Fields passedOverFields() {
        Fields fields = Fields.empty();
        passedOver.forEach((node, code) -> fields.with(node.hex(), new JsonString(code)));
        return fields;
    }

    private Fields skipFields() {
        Fields fields = Fields.empty();
        skips.forEach((code, count) -> fields.with(code, new JsonNumber(count.toString())));
        return fields;
    }

    public static Verdict<RoundRecord> parse(byte[] json) {
        try {
            return new Verdict.Verified<>(read(json));
        } catch (Rejection rejection) {
            return rejection.verdict();
        } catch (IllegalArgumentException e) {
            return Fields.malformed(String.valueOf(e.getMessage())).verdict();
        }
    }

    private static RoundRecord read(byte[] json) {
        Fields in = Fields.read(json);
        if (!in.text("format").equals(FORMAT)) {
            throw Fields.malformed("the format is " + in.text("format") + ", known is " + FORMAT);
        }
        RoundRecord record = new RoundRecord(
                in.digest("salt"),
                in.instant("closedAtMillis"),
                readRequest(in.object("request")),
                in.object("request").bytes("signature", SIGNATURE_SIZE_BYTES),
                in.number("inputSizeBytes"),
                readTerms(in.object("terms")),
                in.number("indexMicros"),
                readRules(in.object("rules")),
                in.digest("opening"),
                in.digest("book"),
                readPassedOver(in.object("passedOver")),
                readSkips(in.object("skips")),
                in.has("sale") ? Optional.of(readSale(in.object("sale"))) : Optional.empty());
        // Also catches unknown members, spare white space and numbers written in another way.
        if (!Arrays.equals(record.bytes(), json)) {
            throw Fields.malformed("not the canonical form of a round");
        }
        return record;
    }

    private static Request readRequest(Fields in) {
        return new Request(
                in.address("requester"),
                in.digest("workload"),
                in.digest("inputDigest"),
                Assurance.valueOf(in.text("assurance")),
                in.instant("deadlineMillis"),
                in.instant("softDeadlineMillis"),
                in.number("maxPriceMicros"),
                in.number("tipMicros"),
                in.digest("nonce"),
                in.text("idempotencyKey"));
    }

    private static Terms readTerms(Fields in) {
        return new Terms(
                in.number("reserveMicros"),
                in.number("tipMicros"),
                in.number("softMillis"),
                in.number("hardMillis"),
                in.number("slopeMicrosPerSecond"),
                in.number("workMillis"));
    }

    private static Rules readRules(Fields in) {
        return new Rules(
                Rules.Mode.valueOf(in.text("mode")),
                in.number("tickMicros"),
                in.count("soleCapPpm"),
                in.count("capSteps"),
                in.count("lossPpm"),
                in.count("priorMilliJobs"),
                in.count("priorPpm"),
                in.count("confidenceMilli"),
                in.count("establishedMilliJobs"));
    }

    private static Map<Address, String> readPassedOver(Fields in) {
        Map<Address, String> nodes = new HashMap<>();
        in.members().keySet().forEach(node -> nodes.put(Fields.parseAddress(node), in.text(node)));
        return nodes;
    }

    private static Map<String, Integer> readSkips(Fields in) {
        Map<String, Integer> skips = new TreeMap<>();
        in.members().keySet().forEach(code -> skips.put(code, in.count(code)));
        return skips;
    }

    private static Sale readSale(Fields in) {
        return new Sale(in.address("winner"), in.number("priceMicros"));
    }
}
