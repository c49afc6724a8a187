package dev.assay.market.auction;

import dev.assay.market.job.SignedRequest;
import dev.assay.market.transcript.ClosedRound;
import dev.assay.verification.Digest;
import dev.assay.verification.auction.Candidate;
import dev.assay.verification.auction.Outcome;
import dev.assay.verification.sign.Address;
import dev.assay.verification.transcript.OpenedBid;
import dev.assay.verification.transcript.RoundBook;
import dev.assay.verification.transcript.RoundRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A round that has closed: who wins, and what is written down of it. The two come from the same bids and the same rules. */
final class Tally {

    private static final String JOB_GONE = "JOB_GONE";

    /** Nodes choose their codes: ten thousand of them must not write a book into every record. */
    private static final int MAX_CODES = 32;

    private static final String OTHER_CODES = "OTHER";
    private static final String SILENT = "SILENT";

    private final HeldRound round;
    private final SignedRequest request;
    private final Digest salt;
    private final RoundBook book;
    private final Map<Address, String> passedOver = new HashMap<>();

    /** @param salt random */
    Tally(HeldRound round, SignedRequest request, Digest salt) {
        this.round = round;
        this.request = request;
        this.salt = salt;
        Map<Address, Candidate> candidates =
                round.clearing().candidates().stream().collect(Collectors.toMap(Candidate::node, Function.identity()));
        this.book = new RoundBook(round.tenders().stream()
                .map(tender -> opened(
                        tender,
                        Objects.requireNonNull(candidates.get(tender.bidder().address()))))
                .toList());
    }

    /** What the market thought counts only where the node said nothing. */
    private static OpenedBid opened(Tender tender, Candidate candidate) {
        return OpenedBid.of(tender.signed(), candidate.history(), candidate.expectedMillis());
    }

    /** The node won and cannot have the job, or does not take it. */
    void passOver(Address node, String code) {
        passedOver.put(node, code);
    }

    /** The job was no longer for sale when the round closed: nobody was let in. */
    ClosedRound closedForNobody() {
        book.bids().forEach(bid -> passedOver.putIfAbsent(bid.node(), JOB_GONE));
        return closed(Optional.empty());
    }

    ClosedRound closed(Optional<Outcome.Sold> sold) {
        byte[] opened = book.bytes();
        Digest bookDigest = Digest.sha256(opened);
        RoundRecord record = new RoundRecord(
                salt,
                round.closedAt(),
                request.request(),
                request.signature(),
                round.job().inputSizeBytes(),
                round.clearing().terms(),
                round.clearing().indexMicros(),
                round.clearing().rules(),
                round.opening(),
                bookDigest,
                passedOver,
                skips(),
                sold.map(sale -> new RoundRecord.Sale(sale.winner(), sale.priceMicros())));
        return new ClosedRound(round.job().id(), round.closedAt(), record.bytes(), bookDigest, opened);
    }

    private Map<String, Integer> skips() {
        Map<String, Integer> skips = new TreeMap<>();
        round.answers().passes().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(pass -> skips.merge(
                        skips.size() < MAX_CODES ? pass.getKey() : OTHER_CODES, pass.getValue(), Integer::sum));
        if (round.answers().silent() > 0) {
            skips.merge(SILENT, round.answers().silent(), Integer::sum);
        }
        return skips;
    }
}
