package dev.assay.verification.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Bounds;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.auction.History;
import dev.assay.verification.auction.Overruns;
import dev.assay.verification.auction.Rules;
import dev.assay.verification.auction.Terms;
import dev.assay.verification.auction.WorkClass;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Request;
import dev.assay.verification.transparency.KeyKind;
import dev.assay.verification.transparency.NoteSigner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundAuditTest {

    private static final RoundAudit AUDIT = new RoundAudit(FakeRound.DOMAIN);

    private final FakeRound round = new FakeRound(1).with(1, 300).with(2, 200).with(3, 900);

    private static Verdict<AuditedRound> audit(FakeRound round) {
        return audit(round, round.record());
    }

    /** A record that was already false when its hash went into the log. */
    private static Verdict<AuditedRound> audit(FakeRound round, RoundRecord record) {
        return AUDIT.verify(round.entry(record), record.bytes(), round.book().bytes());
    }

    static <T> T verified(Verdict<T> verdict) {
        return ((Verdict.Verified<T>) assertInstanceOf(Verdict.Verified.class, verdict, verdict::toString)).value();
    }

    private static Reason reason(Verdict<?> verdict) {
        return assertInstanceOf(Verdict.Rejected.class, verdict).reason();
    }

    @Test
    void acceptsAnHonestRound() {
        AuditedRound audited = verified(audit(round));
        assertEquals(FakeRound.node(2), audited.record().sale().orElseThrow().winner());
        assertEquals(3, audited.candidates().size());
        assertEquals(round.jobId(), audited.jobId());
    }

    @Test
    void acceptsStandingQuotesAndRoundsThatNobodyWon() {
        verified(audit(new FakeRound(2).quoting(1, 100, 50).quoting(2, 400, 0)));
        RoundRecord unsold = new FakeRound(3).with(1, 5000).record();
        assertEquals(Optional.empty(), unsold.sale());
        verified(audit(new FakeRound(3).with(1, 5000)));
    }

    /** A requester may name any soft deadline; the market would be found false in every audit if the two sides differed. */
    @Test
    void acceptsASoftDeadlineThatWasLongAgo() {
        FakeRound asked = new FakeRound(5)
                .losingValueFrom(java.time.Instant.ofEpochMilli(1))
                .with(1, 300)
                .with(2, 200);
        assertEquals(-Terms.MAX_MILLIS, asked.terms().softMillis());
        assertEquals(120_000, asked.terms().hardMillis());
        verified(audit(asked));
    }

    @Test
    void theLargestBookIsShownInOneAnswer() {
        int[] rows = new int[WorkClass.COUNT];
        Arrays.fill(rows, History.MAX_MILLI_JOBS);
        History history = History.of(rows, rows, Arrays.copyOf(rows, Overruns.COUNT));
        Digest salt = FakeRound.digest("salt");
        Quote quote = new Quote(
                salt,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                java.time.Instant.ofEpochMilli(253_402_300_799_999L),
                salt);
        OpenedBid bid = new OpenedBid(FakeRound.node(1), quote, new byte[65], history, Long.MAX_VALUE);
        int size = new RoundBook(java.util.Collections.nCopies(RoundBook.MAX_BIDS, bid)).bytes().length;
        assertTrue(size < (4 << 20) - 1024, size + " bytes");
    }

    @Test
    void recordsAndBooksComeBackAsTheyWere() {
        RoundRecord record = round.record();
        assertArrayEquals(
                record.bytes(), verified(RoundRecord.parse(record.bytes())).bytes());
        RoundBook book = new FakeRound(2).quoting(1, 100, 50).with(2, 7).book();
        assertArrayEquals(book.bytes(), verified(RoundBook.parse(book.bytes())).bytes());
    }

    @Test
    void findsARecordThatWasChangedAfterTheAward() {
        RoundRecord changed = Lies.sale(round.record(), Optional.of(new RoundRecord.Sale(FakeRound.node(1), 300)));
        assertEquals(
                Reason.ROUND_NOT_IN_LOG,
                reason(AUDIT.verify(round.entry(), changed.bytes(), round.book().bytes())));
    }

    @Test
    void findsARecordOfAnotherJob() {
        RoundEntry entry = new RoundEntry(
                RoundEntry.jobTag(FakeRound.digest("another")), round.entry().record());
        assertEquals(
                Reason.ROUND_NOT_IN_LOG,
                reason(AUDIT.verify(entry, round.record().bytes(), round.book().bytes())));
    }

    @Test
    void findsABidThatWasDroppedAfterTheAward() {
        RoundBook less = new RoundBook(round.bids.subList(0, 2));
        assertEquals(
                Reason.ROUND_BOOK_MISMATCH,
                reason(AUDIT.verify(round.entry(), round.record().bytes(), less.bytes())));
    }

    private Verdict<AuditedRound> withBid(int index, OpenedBid lie) {
        List<OpenedBid> bids = new ArrayList<>(round.bids);
        bids.set(index, lie);
        RoundBook book = new RoundBook(bids);
        RoundRecord record = Lies.book(round.record(), book.digest());
        return AUDIT.verify(round.entry(record), record.bytes(), book.bytes());
    }

    /** The auctioneer's lie that a second price invites (attack 7): it lifts the second bid. */
    @Test
    void findsAChangedBid() {
        OpenedBid honest = round.bids.getFirst();
        OpenedBid lifted = new OpenedBid(
                honest.node(), round.bid(999), honest.signature(), honest.history(), honest.estimateMillis());
        assertEquals(Reason.ROUND_BID_UNSIGNED, reason(withBid(0, lifted)));
    }

    @Test
    void findsAnInventedSecondBid() {
        OpenedBid invented = new OpenedBid(
                FakeRound.node(9), round.bid(999), round.bids.getFirst().signature(), History.NONE, 100);
        assertEquals(Reason.ROUND_BID_UNSIGNED, reason(withBid(0, invented)));
    }

    /** Attack 6's relative: a bid that was opened for one job is put into the book of another. */
    @Test
    void findsABidOfAnotherJob() {
        FakeRound other = new FakeRound(7).with(1, 250);
        assertEquals(Reason.ROUND_BID_ELSEWHERE, reason(withBid(0, other.bids.getFirst())));
    }

    @Test
    void findsAQuoteThatHadRunOutOrIsForAnotherCircuit() {
        Digest salt = FakeRound.digest("salt");
        Quote late = new Quote(FakeRound.CIRCUIT, 100, 0, 0, 0, FakeRound.CLOSED, salt);
        Quote elsewhere = new Quote(salt, 100, 0, 0, 0, FakeRound.CLOSED.plusSeconds(9), salt);
        Quote any = new Quote(Quote.ANY_CIRCUIT, 100, 0, 0, 0, FakeRound.CLOSED.plusSeconds(9), salt);
        assertEquals(Reason.ROUND_BID_ELSEWHERE, reason(audit(new FakeRound(2).with(1, late))));
        assertEquals(Reason.ROUND_BID_ELSEWHERE, reason(audit(new FakeRound(2).with(1, elsewhere))));
        verified(audit(new FakeRound(2).with(1, any)));
    }

    @Test
    void findsTwoBidsOfOneNode() {
        assertEquals(Reason.ROUND_BID_TWICE, reason(withBid(0, round.bids.get(1))));
    }

    @Test
    void findsAWrongWinner() {
        RoundRecord honest = round.record();
        RoundRecord friend = Lies.sale(honest, Optional.of(new RoundRecord.Sale(FakeRound.node(1), 300)));
        RoundRecord nobody = Lies.sale(honest, Optional.empty());
        RoundRecord stranger = Lies.sale(honest, Optional.of(new RoundRecord.Sale(FakeRound.node(8), 300)));
        assertEquals(Reason.ROUND_WINNER_WRONG, reason(audit(round, friend)));
        assertEquals(Reason.ROUND_WINNER_WRONG, reason(audit(round, nobody)));
        assertEquals(Reason.ROUND_WINNER_WRONG, reason(audit(round, stranger)));
    }

    @Test
    void findsAWinnerWhereNobodyWon() {
        FakeRound unsold = new FakeRound(3).with(1, 5000);
        RoundRecord lie = Lies.sale(unsold.record(), Optional.of(new RoundRecord.Sale(FakeRound.node(1), 1000)));
        assertEquals(Reason.ROUND_WINNER_WRONG, reason(audit(unsold, lie)));
    }

    @Test
    void findsAWrongPrice() {
        RoundRecord.Sale sale = round.record().sale().orElseThrow();
        for (long wrong : new long[] {sale.priceMicros() - 1, sale.priceMicros() + 1, 1000}) {
            RoundRecord lie = Lies.sale(round.record(), Optional.of(new RoundRecord.Sale(sale.winner(), wrong)));
            assertEquals(Reason.ROUND_PRICE_WRONG, reason(audit(round, lie)));
        }
    }

    @Test
    void findsAWrongLotAmongEqualBids() {
        FakeRound tied = new FakeRound(4).with(1, 200).with(2, 200);
        RoundRecord.Sale sale = tied.record().sale().orElseThrow();
        int other = sale.winner().equals(FakeRound.node(1)) ? 2 : 1;
        RoundRecord lie =
                Lies.sale(tied.record(), Optional.of(new RoundRecord.Sale(FakeRound.node(other), sale.priceMicros())));
        assertEquals(Reason.ROUND_LOT_WRONG, reason(audit(tied, lie)));
    }

    @Test
    void findsOtherTermsThanTheRequester() {
        Terms higher = Terms.falling(2000, 5, 60_000, 120_000, 1000);
        Terms later = Terms.falling(1000, 5, 60_000, 120_001, 1000);
        assertEquals(Reason.ROUND_TERMS_MISMATCH, reason(audit(round, Lies.terms(round.record(), higher))));
        assertEquals(Reason.ROUND_TERMS_MISMATCH, reason(audit(round, Lies.terms(round.record(), later))));
    }

    @Test
    void findsARequestThatNobodySigned() {
        Request asked = round.request();
        Request other = new Request(
                asked.requester(),
                asked.workload(),
                asked.inputDigest(),
                asked.assurance(),
                asked.deadline(),
                asked.softDeadline(),
                999,
                asked.tipMicros(),
                asked.nonce(),
                asked.idempotencyKey());
        RoundRecord lie = Lies.request(round.record(), other);
        RoundEntry entry =
                new RoundEntry(RoundEntry.jobTag(other.digest(FakeRound.DOMAIN)), Digest.sha256(lie.bytes()));
        assertEquals(
                Reason.ROUND_REQUEST_UNSIGNED,
                reason(AUDIT.verify(entry, lie.bytes(), round.book().bytes())));
    }

    /** What a second price invites an operator that proves too to do: the record says which rules there were. */
    @Test
    void otherRulesGiveAnotherPrice() {
        RoundRecord lie = Lies.rules(round.record(), Rules.STANDARD.withMode(Rules.Mode.FIRST_SCORE));
        assertEquals(Reason.ROUND_PRICE_WRONG, reason(audit(round, lie)));
    }

    @Test
    void whoIsPassedOverDoesNotCountAndIsNamed() {
        RoundRecord honest = Lies.passedOver(round.record(), Map.of(FakeRound.node(2), "NODE_FULL"));
        assertEquals(Reason.ROUND_WINNER_WRONG, reason(audit(round, honest)));
        RoundRecord stranger = Lies.passedOver(round.record(), Map.of(FakeRound.node(8), "NODE_FULL"));
        assertEquals(Reason.ROUND_BID_ELSEWHERE, reason(audit(round, stranger)));
    }

    @Test
    void findsAnAcknowledgedBidThatIsInNoRound() {
        AuditedRound audited = verified(audit(round));
        verified(AckAudit.verify(round.ack(1), List.of(audited)));
        BidAck dropped = new BidAck(
                round.jobId(), FakeRound.digest("another bid"), RoundSeed.commitment(round.opening), FakeRound.CLOSED);
        assertEquals(Reason.ROUND_BID_DROPPED, reason(AckAudit.verify(dropped, List.of(audited))));
        assertEquals(Reason.ROUND_BID_DROPPED, reason(AckAudit.verify(round.ack(1), List.of())));
    }

    @Test
    void findsLotsThatWereChosenAfterTheBids() {
        AuditedRound audited = verified(audit(round));
        BidAck other = new BidAck(
                round.jobId(),
                round.ack(1).bid(),
                RoundSeed.commitment(FakeRound.digest("another opening")),
                FakeRound.CLOSED);
        assertEquals(Reason.ROUND_SEED_MISMATCH, reason(AckAudit.verify(other, List.of(audited))));
    }

    @Test
    void acknowledgementsAreTheMarketsAlone() {
        NoteSigner market = NoteSigner.of("market", KeyKind.NOTE, new byte[32]);
        byte[] other = new byte[32];
        other[0] = 1;
        byte[] note = round.ack(0).sign(market);
        assertEquals(round.ack(0), verified(BidAck.verify(note, market.key())));
        assertEquals(
                Reason.LOG_SIGNATURE_MISSING,
                reason(BidAck.verify(
                        note, NoteSigner.of("market", KeyKind.NOTE, other).key())));
        byte[] changed = new String(note, java.nio.charset.StandardCharsets.UTF_8)
                .replace("bid ", "bid f")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(Reason.LOG_SIGNATURE_INVALID, reason(BidAck.verify(changed, market.key())));
        byte[] text = dev.assay.verification.transparency.SignedText.sign("hello\n", market);
        assertEquals(Reason.MALFORMED, reason(BidAck.verify(text, market.key())));
    }

    @Test
    void aSeedDependsOnTheOpeningAndOnEveryBid() {
        List<Digest> seeds = new ArrayList<>();
        Collection<dev.assay.verification.auction.Candidate> all =
                verified(audit(round)).candidates();
        seeds.add(RoundSeed.seed(round.opening, round.jobId(), all));
        seeds.add(RoundSeed.seed(FakeRound.digest("x"), round.jobId(), all));
        seeds.add(RoundSeed.seed(round.opening, FakeRound.digest("x"), all));
        seeds.add(RoundSeed.seed(
                round.opening, round.jobId(), all.stream().skip(1).toList()));
        assertEquals(4, seeds.stream().distinct().count());
        assertNotEquals(RoundSeed.commitment(round.opening), round.opening);
    }

    private static final int MUTATIONS = 20_000;

    @Test
    void mutatedRecordsAreParsedOrRefusedAndComeBackAsTheyWere() {
        Random random = new Random(1);
        byte[] record = round.record().bytes();
        byte[] book = new FakeRound(2).quoting(1, 100, 50).with(2, 7).book().bytes();
        NoteSigner market = NoteSigner.of("market", KeyKind.NOTE, new byte[32]);
        byte[] ack = round.ack(0).sign(market);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutant = mutant(record, random);
            if (Bounds.each(() -> RoundRecord.parse(mutant)) instanceof Verdict.Verified<RoundRecord>(RoundRecord r)) {
                assertArrayEquals(mutant, r.bytes());
            }
            byte[] other = mutant(book, random);
            if (Bounds.each(() -> RoundBook.parse(other)) instanceof Verdict.Verified<RoundBook>(RoundBook b)) {
                assertArrayEquals(other, b.bytes());
            }
            byte[] third = mutant(ack, random);
            Bounds.each(() -> BidAck.verify(
                    third, NoteSigner.of("market", KeyKind.NOTE, new byte[32]).key()));
        }
    }

    /** Signed and hashed or not, whatever is in a record gets a verdict. */
    @Test
    void mutatedRoundsAlwaysGetAVerdict() {
        Random random = new Random(2);
        byte[] record = round.record().bytes();
        byte[] book = round.book().bytes();
        for (int i = 0; i < MUTATIONS / 20; i++) {
            byte[] mutantBook = random.nextBoolean() ? book : mutant(book, random);
            byte[] mutant = mutant(
                    new String(record, java.nio.charset.StandardCharsets.UTF_8)
                            .replace(
                                    Digest.sha256(book).hex(),
                                    Digest.sha256(mutantBook).hex())
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    random);
            RoundEntry entry = new RoundEntry(RoundEntry.jobTag(round.jobId()), Digest.sha256(mutant));
            assertInstanceOf(Verdict.class, Bounds.each(() -> AUDIT.verify(entry, mutant, mutantBook)));
        }
    }

    /** Digits become other digits most of the time, so that what is mutated is still JSON. */
    private static byte[] mutant(byte[] bytes, Random random) {
        byte[] mutant = bytes.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(mutant.length);
            if (mutant[at] >= '0' && mutant[at] <= '9') {
                mutant[at] = (byte) ("0123456789-e.".charAt(random.nextInt(13)));
            } else if (random.nextInt(3) == 0) {
                mutant[at] ^= (byte) (1 << random.nextInt(8));
            } else if (random.nextInt(20) == 0) {
                mutant = Arrays.copyOf(mutant, Math.max(1, at));
            }
        }
        return mutant;
    }

    @Test
    void rejectsEntriesOfAnotherForm() {
        byte[] entry = round.entry().bytes();
        assertEquals(round.entry(), verified(RoundEntry.parse(entry)));
        assertEquals(Reason.MALFORMED, reason(RoundEntry.parse(Arrays.copyOf(entry, 64))));
        entry[0] = 2;
        assertEquals(Reason.MALFORMED, reason(RoundEntry.parse(entry)));
        assertEquals(1000, round.record().terms().reserveMicros());
        assertInstanceOf(Bid.class, round.bids.getFirst().statement());
    }
}
