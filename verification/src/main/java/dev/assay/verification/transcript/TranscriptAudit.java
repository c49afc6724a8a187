package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.transparency.EntryBundle;
import dev.assay.verification.transparency.LogPolicy;
import dev.assay.verification.transparency.MerkleTree;
import dev.assay.verification.transparency.Tile;
import dev.assay.verification.transparency.TileGrowth;
import dev.assay.verification.transparency.TreeHash;
import dev.assay.verification.transparency.VerifiedCheckpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a market's whole log and finds out whether it is true. */
public final class TranscriptAudit {

    private final LogPolicy policy;
    private final RoundAudit rounds;
    private final List<AuditFinding> findings = new ArrayList<>();

    private TranscriptAudit(LogPolicy policy, SigningDomain domain) {
        this.policy = policy;
        this.rounds = new RoundAudit(domain);
    }

    /**
     * What an auditor has from elsewhere.
     *
     * @param seen checkpoints that the log showed before, or to others
     * @param acks acknowledgements of bids, as the market signed them
     * @param secret the first round that was secret at an earlier audit
     * @param publishAfter how long after its round the market says that a record is secret
     */
    public record Known(List<byte[]> seen, List<byte[]> acks, Optional<Secret> secret, Duration publishAfter) {

        /** What a market does unless it says otherwise. */
        public static final Duration USUAL = Duration.ofMinutes(10);

        public static final Known NOTHING = new Known(List.of(), List.of());

        /**
         * A round whose record was not public.
         *
         * @param since when it was first seen in the log
         */
        public record Secret(long index, Instant since) {}

        public Known(List<byte[]> seen, List<byte[]> acks) {
            this(seen, acks, Optional.empty(), USUAL);
        }

        public Known {
            seen = List.copyOf(seen);
            acks = List.copyOf(acks);
        }
    }

    /**
     * Audits a log:
     *
     * <ol>
     *   <li>the checkpoint is the log's, witnessed as the policy asks
     *   <li>the entries make its root, and every tile is made of them
     *   <li>it begins with each log that was seen before; a smaller one of the two begins the larger
     *   <li>each entry is one of a round, and each record that is public is that of its entry, cleared by its rules ({@link
     *       RoundAudit})
     *   <li>no round is secret when one after it closed long before the newest public one, nor long after it was first seen
     *   <li>each acknowledged bid is in a round of its job, with the randomness that was committed to, or may yet be; the
     *       latter are counted
     * </ol>
     */
    public static AuditReport run(PublishedLog log, LogPolicy policy, SigningDomain domain, Known known, Instant at) {
        return new TranscriptAudit(policy, domain).run(log, known, at);
    }

    private AuditReport run(PublishedLog log, Known known, Instant at) {
        byte[] note = log.read(PublishedLog.CHECKPOINT).orElse(new byte[0]);
        Optional<VerifiedCheckpoint> checkpoint = value(OptionalLong.empty(), policy.verify(note, at));
        if (checkpoint.isEmpty()) {
            return nothing(checkpoint);
        }
        Optional<List<byte[]>> entries = entries(log, checkpoint.get().size());
        if (entries.isEmpty() || !isWhatWasSigned(log, checkpoint.get(), entries.get())) {
            return nothing(checkpoint);
        }
        known.seen().forEach(seen -> compare(seen, checkpoint.get(), leaves(entries.get()), at));
        List<AuditedRound> audited = new ArrayList<>();
        List<Long> secret = auditRounds(log, entries.get(), audited);
        requirePublished(known, secret, at);
        long undecided = known.acks().stream()
                .filter(ack -> !auditAck(ack, entries.get(), audited, known, at))
                .count();
        OptionalLong first = secret.isEmpty() ? OptionalLong.empty() : OptionalLong.of(secret.getFirst());
        return new AuditReport(checkpoint, audited, secret.size(), first, undecided, findings);
    }

    private AuditReport nothing(Optional<VerifiedCheckpoint> checkpoint) {
        return new AuditReport(checkpoint, List.of(), 0, OptionalLong.empty(), 0, findings);
    }

    /** The value, or what was found wrong with it. */
    private <T> Optional<T> value(OptionalLong leaf, Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Verified<T>(T value) -> Optional.of(value);
            case Verdict.Simulated<T> ignored -> throw new IllegalStateException("nothing is simulated here");
            case Verdict.Rejected<T> rejected -> {
                rejected.findings().forEach(finding -> findings.add(new AuditFinding(leaf, finding)));
                yield Optional.empty();
            }
        };
    }

    private void find(OptionalLong leaf, Reason reason, String detail) {
        findings.add(new AuditFinding(leaf, new Finding(reason, detail)));
    }

    private Optional<List<byte[]>> entries(PublishedLog log, long size) {
        List<byte[]> entries = new ArrayList<>();
        for (long index = 0; index * Tile.WIDTH < size; index++) {
            Tile tile = Tile.in(size, Tile.ENTRIES, index);
            byte[] bytes = log.read(tile.path()).orElse(new byte[0]);
            if (!(EntryBundle.parse(bytes, tile.width())
                    instanceof Verdict.Verified<EntryBundle>(EntryBundle bundle))) {
                find(OptionalLong.empty(), Reason.LOG_TILE_MISMATCH, tile.path() + " is not there, or no bundle");
                return Optional.empty();
            }
            entries.addAll(bundle.entries());
        }
        return Optional.of(entries);
    }

    private static List<Digest> leaves(List<byte[]> entries) {
        return entries.stream().map(TreeHash::leaf).toList();
    }

    private boolean isWhatWasSigned(PublishedLog log, VerifiedCheckpoint checkpoint, List<byte[]> entries) {
        TileGrowth tree = TileGrowth.append(0, leaves(entries), tile -> List.of());
        if (!tree.root().equals(checkpoint.root())) {
            find(
                    OptionalLong.empty(),
                    Reason.LOG_TILE_MISMATCH,
                    "the entries make the root " + tree.root() + ", signed is " + checkpoint.root());
            return false;
        }
        tree.tiles().forEach((tile, hashes) -> {
            Optional<byte[]> served = log.read(tile.path());
            if (served.isEmpty() || !tile.hashes(served.get()).equals(new Verdict.Verified<>(hashes))) {
                find(OptionalLong.empty(), Reason.LOG_TILE_MISMATCH, tile.path() + " is not made of the entries");
            }
        });
        return true;
    }

    private void compare(byte[] seen, VerifiedCheckpoint now, List<Digest> leaves, Instant at) {
        // Whoever saw it had a policy of their own: the log's signature is what binds the log.
        LogPolicy alone = new LogPolicy(policy.origin(), policy.log(), Set.of(), 0, policy.clockSkew());
        value(OptionalLong.empty(), alone.verify(seen, at)).ifPresent(before -> {
            if (before.size() > now.size()) {
                find(
                        OptionalLong.empty(),
                        Reason.LOG_ROLLED_BACK,
                        before.size() + " rounds were seen, " + now.size() + " are there");
                return;
            }
            MerkleTree tree = MerkleTree.of(leaves);
            value(OptionalLong.empty(), before.verifyGrowth(now, tree.consistency(before.size())));
        });
    }

    /** A public round: where it is, and when it closed. */
    private record Open(long index, Instant closedAt) {}

    private List<Long> auditRounds(PublishedLog log, List<byte[]> entries, List<AuditedRound> audited) {
        List<Open> open = new ArrayList<>();
        List<Long> secret = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            Optional<RoundEntry> entry = value(OptionalLong.of(index), RoundEntry.parse(entries.get(index)));
            Optional<byte[]> record = log.read(PublishedLog.record(index));
            if (record.isEmpty()) {
                secret.add((long) index);
            } else if (entry.isPresent()) {
                auditRound(log, index, entry.get(), record.get(), audited).ifPresent(open::add);
            }
        }
        requireNoneWithheld(log, open, secret);
        return secret;
    }

    private Optional<Open> auditRound(
            PublishedLog log, long index, RoundEntry entry, byte[] record, List<AuditedRound> audited) {
        byte[] book = bookOf(record)
                .flatMap(digest -> log.read(PublishedLog.book(digest)))
                .orElse(new byte[0]);
        Optional<AuditedRound> round = value(OptionalLong.of(index), rounds.verify(entry, record, book));
        round.ifPresent(audited::add);
        return round.map(each -> new Open(index, each.record().closedAt()));
    }

    /** Rounds are placed about in the order in which they close, and published in that of their times. */
    private void requireNoneWithheld(PublishedLog log, List<Open> open, List<Long> secret) {
        Instant newest =
                open.stream().map(Open::closedAt).max(Instant::compareTo).orElse(Instant.MIN);
        Optional<Open> later = open.stream()
                .filter(round -> Duration.between(round.closedAt(), newest).compareTo(SLACK) > 0)
                .reduce((first, second) -> second);
        for (long index : secret) {
            // A log takes time to read: what was secret at the beginning may be public at the end.
            if (later.isPresent()
                    && index < later.get().index()
                    && log.read(PublishedLog.record(index)).isEmpty()) {
                find(
                        OptionalLong.of(index),
                        Reason.ROUND_WITHHELD,
                        "secret, though round " + later.get().index() + " after it closed at "
                                + later.get().closedAt() + " and one of " + newest + " is public");
            }
        }
    }

    private void requirePublished(Known known, List<Long> secret, Instant at) {
        known.secret()
                .filter(before -> secret.contains(before.index())
                        && before.since().plus(known.publishAfter()).plus(SLACK).isBefore(at))
                .ifPresent(before -> find(
                        OptionalLong.of(before.index()),
                        Reason.ROUND_WITHHELD,
                        "in the log at " + before.since() + " and still secret; rounds should be public after "
                                + known.publishAfter()));
    }

    /** Rounds that close at the same time may be placed in another order, copies of logs take time, clocks differ. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private static Optional<Digest> bookOf(byte[] recordJson) {
        return RoundRecord.parse(recordJson) instanceof Verdict.Verified<RoundRecord>(RoundRecord record)
                ? Optional.of(record.book())
                : Optional.empty();
    }

    /** Whether it could be found out; if so and it is not as it should be, that is a finding. */
    private boolean auditAck(byte[] note, List<byte[]> entries, List<AuditedRound> audited, Known known, Instant at) {
        Optional<BidAck> ack = value(OptionalLong.empty(), BidAck.verify(note, policy.log()));
        if (ack.isEmpty()) {
            return true;
        }
        Verdict<AuditedRound> verdict = AckAudit.verify(ack.get(), audited);
        if (verdict instanceof Verdict.Rejected && mayYetBeThere(ack.get(), entries, audited, known, at)) {
            return false;
        }
        value(OptionalLong.empty(), verdict);
        return true;
    }

    /** A round of the job is secret yet, or was found wrong, which is said elsewhere; or is not in the log yet. */
    private static boolean mayYetBeThere(
            BidAck ack, List<byte[]> entries, List<AuditedRound> audited, Known known, Instant at) {
        Digest tag = RoundEntry.jobTag(ack.jobId());
        long inLog = entries.stream()
                .filter(entry -> RoundEntry.parse(entry) instanceof Verdict.Verified<RoundEntry>(RoundEntry round)
                        && round.job().equals(tag))
                .count();
        long open = audited.stream()
                .filter(round -> round.jobId().equals(ack.jobId()))
                .count();
        // One from the future is not young: the market would be free for ever by a wrong date.
        Duration age = Duration.between(ack.receivedAt(), at);
        return open != inLog
                || age.compareTo(known.publishAfter().plus(SLACK)) < 0 && age.compareTo(SLACK.negated()) > 0;
    }
}
