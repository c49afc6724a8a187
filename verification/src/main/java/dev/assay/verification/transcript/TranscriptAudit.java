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
     */
    public record Known(List<byte[]> seen, List<byte[]> acks) {

        public static final Known NOTHING = new Known(List.of(), List.of());

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
     *   <li>no round is secret when one after it is public
     *   <li>each acknowledged bid is in a round of its job, with the randomness that was committed to, or may yet be
     * </ol>
     */
    public static AuditReport run(PublishedLog log, LogPolicy policy, SigningDomain domain, Known known, Instant at) {
        return new TranscriptAudit(policy, domain).run(log, known, at);
    }

    private AuditReport run(PublishedLog log, Known known, Instant at) {
        byte[] note = log.read(PublishedLog.CHECKPOINT).orElse(new byte[0]);
        Optional<VerifiedCheckpoint> checkpoint = value(OptionalLong.empty(), policy.verify(note, at));
        if (checkpoint.isEmpty()) {
            return new AuditReport(checkpoint, List.of(), 0, findings);
        }
        Optional<List<byte[]>> entries = entries(log, checkpoint.get().size());
        if (entries.isEmpty() || !isWhatWasSigned(log, checkpoint.get(), entries.get())) {
            return new AuditReport(checkpoint, List.of(), 0, findings);
        }
        known.seen().forEach(seen -> compare(seen, checkpoint.get(), leaves(entries.get()), at));
        List<AuditedRound> audited = new ArrayList<>();
        long secret = auditRounds(log, entries.get(), audited);
        known.acks().forEach(ack -> auditAck(ack, entries.get(), audited));
        return new AuditReport(checkpoint, audited, secret, findings);
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

    private long auditRounds(PublishedLog log, List<byte[]> entries, List<AuditedRound> audited) {
        List<Long> secret = new ArrayList<>();
        long lastPublic = -1;
        for (int index = 0; index < entries.size(); index++) {
            Optional<byte[]> record = log.read(PublishedLog.record(index));
            if (record.isEmpty()) {
                secret.add((long) index);
                continue;
            }
            lastPublic = index;
            OptionalLong leaf = OptionalLong.of(index);
            byte[] book = bookOf(record.get())
                    .flatMap(digest -> log.read(PublishedLog.book(digest)))
                    .orElse(new byte[0]);
            value(leaf, RoundEntry.parse(entries.get(index)))
                    .flatMap(entry -> value(leaf, rounds.verify(entry, record.get(), book)))
                    .ifPresent(audited::add);
        }
        for (long index : secret) {
            // Rounds end in the log in the order of their batches; a few places are no sign of anything.
            if (index + SHUFFLE < lastPublic) {
                find(
                        OptionalLong.of(index),
                        Reason.ROUND_WITHHELD,
                        "secret, though round " + lastPublic + " is public");
            }
        }
        return secret.size();
    }

    /** Rounds that close at the same time may be placed in another order than they closed. */
    private static final long SHUFFLE = 4096;

    private static Optional<Digest> bookOf(byte[] recordJson) {
        return RoundRecord.parse(recordJson) instanceof Verdict.Verified<RoundRecord>(RoundRecord record)
                ? Optional.of(record.book())
                : Optional.empty();
    }

    private void auditAck(byte[] note, List<byte[]> entries, List<AuditedRound> audited) {
        value(OptionalLong.empty(), BidAck.verify(note, policy.log())).ifPresent(ack -> {
            Digest tag = RoundEntry.jobTag(ack.jobId());
            long inLog = entries.stream()
                    .filter(entry -> RoundEntry.parse(entry) instanceof Verdict.Verified<RoundEntry>(RoundEntry round)
                            && round.job().equals(tag))
                    .count();
            long open = audited.stream()
                    .filter(round -> round.jobId().equals(ack.jobId()))
                    .count();
            // One of its rounds is secret yet, or was found wrong, which is said elsewhere.
            if (open == inLog) {
                value(OptionalLong.empty(), AckAudit.verify(ack, audited));
            }
        });
    }
}
