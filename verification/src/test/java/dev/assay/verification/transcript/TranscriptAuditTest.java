package dev.assay.verification.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.auction.Rules;
import dev.assay.verification.transcript.TranscriptAudit.Known;
import dev.assay.verification.transparency.LogPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TranscriptAuditTest {

    private static final LogPolicy POLICY = LogPolicy.withoutWitnesses(FakePublishedLog.SIGNER.key());

    private static final Instant NOW = FakeRound.CLOSED.plus(Duration.ofHours(1));

    private static FakeRound round(int number) {
        return new FakeRound(number).with(1, 300).with(2, 200 + number);
    }

    private final FakePublishedLog log = FakePublishedLog.of(round(0), round(1), round(2));

    private static AuditReport audit(FakePublishedLog log, Known known) {
        return TranscriptAudit.run(log, POLICY, FakeRound.DOMAIN, known, NOW);
    }

    private static List<Reason> reasons(FakePublishedLog log, Known known) {
        return audit(log, known).findings().stream()
                .map(found -> found.finding().reason())
                .toList();
    }

    private static List<Reason> reasons(FakePublishedLog log) {
        return reasons(log, Known.NOTHING);
    }

    private static Known seen(byte[] checkpoint) {
        return new Known(List.of(checkpoint), List.of());
    }

    private static Known acked(BidAck ack) {
        return new Known(List.of(), List.of(ack.sign(FakePublishedLog.SIGNER)));
    }

    @Test
    void findsNothingInAnHonestLog() {
        AuditReport report = audit(
                log,
                new Known(
                        List.of(FakePublishedLog.of(round(0)).checkpoint(), log.checkpoint()),
                        List.of(round(1).ack(0).sign(FakePublishedLog.SIGNER))));
        assertEquals(List.of(), report.findings());
        assertEquals(3, report.rounds().size());
        assertEquals(3, report.checkpoint().orElseThrow().size());
    }

    @Test
    void readsLogsOfManyTiles() {
        FakeRound one = round(1);
        RoundRecord record = one.record();
        FakePublishedLog many = new FakePublishedLog();
        IntStream.range(0, 300).forEach(i -> many.add(one, record));
        assertEquals(300, audit(many.signed(), Known.NOTHING).rounds().size());
    }

    @Test
    void findsACheckpointOfAnotherKey() {
        log.files.put(
                PublishedLog.CHECKPOINT,
                new String(log.checkpoint(), java.nio.charset.StandardCharsets.UTF_8)
                        .replace("\n3\n", "\n2\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(List.of(Reason.LOG_SIGNATURE_INVALID), reasons(log));
    }

    @Test
    void findsEntriesThatAreNotWhatWasSigned() {
        byte[] bundle = Objects.requireNonNull(log.files.get("tile/entries/000.p/3"));
        bundle[10] ^= 1;
        assertEquals(List.of(Reason.LOG_TILE_MISMATCH), reasons(log));
        log.files.remove("tile/entries/000.p/3");
        assertEquals(List.of(Reason.LOG_TILE_MISMATCH), reasons(log));
    }

    @Test
    void findsTilesThatAreNotMadeOfTheEntries() {
        Objects.requireNonNull(log.files.get("tile/0/000.p/3"))[5] ^= 1;
        assertEquals(List.of(Reason.LOG_TILE_MISMATCH), reasons(log));
    }

    @Test
    void findsARewrittenHistory() {
        byte[] before = FakePublishedLog.of(round(5), round(1)).checkpoint();
        assertEquals(List.of(Reason.LOG_CONSISTENCY_INVALID), reasons(log, seen(before)));
    }

    /** Two checkpoints of one size: what the log shows to one auditor and to another. */
    @Test
    void findsEquivocation() {
        byte[] other = FakePublishedLog.of(round(0), round(1), round(5)).checkpoint();
        assertEquals(List.of(Reason.LOG_EQUIVOCATION), reasons(log, seen(other)));
    }

    @Test
    void findsALogThatWasRolledBack() {
        byte[] later =
                FakePublishedLog.of(round(0), round(1), round(2), round(3)).checkpoint();
        assertEquals(List.of(Reason.LOG_ROLLED_BACK), reasons(log, seen(later)));
    }

    @Test
    void findsARecordThatWasChangedAfterTheAward() {
        log.files.put(PublishedLog.record(1), round(2).record().bytes());
        AuditReport report = audit(log, Known.NOTHING);
        assertEquals(
                Reason.ROUND_NOT_IN_LOG, report.findings().getFirst().finding().reason());
        assertEquals(OptionalLong.of(1), report.findings().getFirst().leaf());
        assertTrue(report.findings().getFirst().toString().startsWith("round 1: ROUND_NOT_IN_LOG"));
        assertEquals(2, report.rounds().size());
    }

    @Test
    void findsBooksThatAreNotShown() {
        log.files.remove(PublishedLog.book(round(1).book().digest()));
        assertEquals(List.of(Reason.ROUND_BOOK_MISMATCH), reasons(log));
    }

    @Test
    void findsEntriesThatAreNoRounds() {
        log.addEntry(new byte[3]).signed();
        log.files.put(PublishedLog.record(3), round(2).record().bytes());
        assertEquals(List.of(Reason.MALFORMED), reasons(log));
    }

    @Test
    void aBidThatWasDroppedBeforeTheAwardIsShownByItsAcknowledgement() {
        FakeRound all = round(2);
        BidAck dropped = all.ack(1);
        FakeRound less = new FakeRound(2).with(1, 300);
        assertEquals(List.of(Reason.ROUND_BID_DROPPED), reasons(FakePublishedLog.of(round(0), less), acked(dropped)));
    }

    @Test
    void aJobWithoutAnyRoundDroppedEveryBid() {
        assertEquals(List.of(Reason.ROUND_BID_DROPPED), reasons(log, acked(round(9).ack(0))));
    }

    @Test
    void anAcknowledgedBidOfASecretRoundMayYetBeThere() {
        log.files.remove(PublishedLog.record(2));
        AuditReport report = audit(log, acked(round(2).ack(0)));
        assertEquals(List.of(), report.findings());
        assertEquals(1, report.secret());
        assertEquals(1, report.undecidedAcks());
    }

    @Test
    void findsLotsThatWereChosenAfterTheBids() {
        BidAck honest = round(1).ack(0);
        BidAck other = new BidAck(honest.jobId(), honest.bid(), honest.bid(), honest.receivedAt());
        assertEquals(List.of(Reason.ROUND_SEED_MISMATCH), reasons(log, acked(other)));
    }

    /** A round is placed a moment after it closes: a bid may be acknowledged and its round not in the log yet. */
    @Test
    void aYoungAcknowledgementMayYetGetARound() {
        AuditReport report = auditAt(FakeRound.CLOSED.plus(Duration.ofMinutes(19)), acked(round(9).ack(0)));
        assertEquals(List.of(), report.findings());
        assertEquals(1, report.undecidedAcks());
        AuditReport later = auditAt(FakeRound.CLOSED.plus(Duration.ofMinutes(21)), acked(round(9).ack(0)));
        assertEquals(0, later.undecidedAcks());
        assertEquals(1, later.findings().size());
        AuditReport fromTheFuture = auditAt(FakeRound.CLOSED.minus(Duration.ofMinutes(11)), acked(round(9).ack(0)));
        assertEquals(1, fromTheFuture.findings().size());
    }

    private AuditReport auditAt(Instant at, Known known) {
        return TranscriptAudit.run(log, POLICY, FakeRound.DOMAIN, known, at);
    }

    /** A node that signs the same bid for two rounds must not be able to accuse the market of its lots. */
    @Test
    void anAcknowledgementIsOfOneOfTheRoundsThatHaveTheBid() {
        FakeRound first = new FakeRound(1, "first").with(1, 300);
        FakeRound second = new FakeRound(1, "second").with(1, 300);
        assertEquals(List.of(), reasons(FakePublishedLog.of(first, second), acked(second.ack(0))));
    }

    private static FakePublishedLog withheld(Duration later) {
        FakePublishedLog log =
                FakePublishedLog.of(round(0), round(1), round(2), round(3).closing(FakeRound.CLOSED.plus(later)));
        log.files.remove(PublishedLog.record(1));
        return log;
    }

    /** A market that shows what suits it: a secret round before one that closed long before the newest. */
    @Test
    void findsAWithheldRound() {
        assertEquals(List.of(Reason.ROUND_WITHHELD), reasons(withheld(Duration.ofMinutes(11))));
        assertEquals(List.of(), reasons(withheld(Duration.ofMinutes(9))));
    }

    /** Nothing after it is public either. */
    @Test
    void findsARoundThatIsSecretLongAfterItWasSeen() {
        log.files.remove(PublishedLog.record(2));
        assertEquals(OptionalLong.of(2), audit(log, Known.NOTHING).firstSecret());
        assertEquals(List.of(), reasons(log, secretFor(Duration.ofMinutes(19))));
        assertEquals(List.of(Reason.ROUND_WITHHELD), reasons(log, secretFor(Duration.ofMinutes(21))));
    }

    private static Known secretFor(Duration time) {
        return new Known(List.of(), List.of(), Optional.of(new Known.Secret(2, NOW.minus(time))), Known.USUAL);
    }

    @Test
    void findsSecretEntriesThatAreNoRounds() {
        assertEquals(
                List.of(Reason.MALFORMED), reasons(log.addEntry(new byte[3]).signed()));
    }

    @Test
    void namesTheRulesOfAllRounds() {
        FakeRound other = round(3);
        other.rules = Rules.STANDARD.withMode(Rules.Mode.FIRST_SCORE);
        AuditReport report = audit(FakePublishedLog.of(round(0), other, round(1)), Known.NOTHING);
        assertEquals(List.of(Rules.STANDARD, other.rules), report.rules());
        assertEquals(List.of(), report.findings());
    }
}
