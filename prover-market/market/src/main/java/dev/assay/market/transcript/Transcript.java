package dev.assay.market.transcript;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.transcript.RoundEntry;
import dev.assay.verification.transparency.ConsistencyProof;
import dev.assay.verification.transparency.EntryBundle;
import dev.assay.verification.transparency.InclusionProof;
import dev.assay.verification.transparency.MerkleTree;
import dev.assay.verification.transparency.NoteSigner;
import dev.assay.verification.transparency.Tile;
import dev.assay.verification.transparency.TiledHashes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a market's rounds: rounds go in with their awards, proofs and tiles come out. */
public final class Transcript implements AutoCloseable {

    private static final long SEQUENCE_MILLIS = 150;
    private static final long WITNESS_MILLIS = 2000;

    private static final Logger LOG = LoggerFactory.getLogger(Transcript.class);

    private final Database database;
    private final NoteSigner signer;
    private final Duration publishAfter;
    private final boolean isWitnessed;
    private final InstantSource clock;
    private final Sequencer sequencer;
    private final Witnessing witnessing;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("transcript-", 0).factory());

    private Transcript(Database database, NoteSigner signer, TranscriptConfig config, InstantSource clock) {
        this.database = database;
        this.signer = signer;
        this.publishAfter = config.publishAfter();
        this.isWitnessed = config.quorum() > 0;
        this.clock = clock;
        this.sequencer = new Sequencer(database, signer);
        this.witnessing = new Witnessing(database, config.parsedWitnesses(), config.quorum(), clock);
    }

    /** Makes key and log if there are none, and begins to place rounds. */
    public static Transcript open(Database database, TranscriptConfig config, Path dataDir, InstantSource clock)
            throws IOException {
        NoteSigner signer =
                TranscriptKey.loadOrCreate(config.keyFile().orElse(dataDir.resolve("transcript.key")), config.origin());
        Transcript transcript = new Transcript(database, signer, config, clock);
        transcript.sequencer.open();
        transcript.every(SEQUENCE_MILLIS, transcript.sequencer::run);
        transcript.every(WITNESS_MILLIS, transcript.witnessing::run);
        return transcript;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void every(long millis, Work work) {
        timer.scheduleWithFixedDelay(() -> guarded(work), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** One failure, such as a database that restarts, must not end the timer. */
    private void guarded(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!timer.isShutdown()) {
                LOG.error("the transcript did not advance; it is tried again", e);
            }
        }
    }

    /** Signs checkpoints and acknowledgements. */
    public NoteSigner signer() {
        return signer;
    }

    /** Puts a round into the log, in the transaction of its award: no award without its round. */
    public static void append(Handle transaction, ClosedRound round) {
        LogTable table = new LogTable(transaction);
        RoundEntry entry = new RoundEntry(RoundEntry.jobTag(round.jobId()), Digest.sha256(round.record()));
        table.insert(round.jobId(), entry.bytes(), round.record(), round.closedAt());
        table.insertBook(round.bookDigest(), round.book());
    }

    /** What is published: the newest checkpoint, or the newest that enough witnesses cosigned. */
    public record Published(String key, long size, byte[] checkpoint) {}

    public Published published() {
        return database.transact(this::published);
    }

    private Published published(Handle transaction) {
        LogHead head = new LogTable(transaction).head().orElseThrow();
        if (head.witnessed().isPresent() && (isWitnessed || head.witnessedSize() == head.size())) {
            return new Published(
                    head.key(), head.witnessedSize(), head.witnessed().get());
        }
        if (isWitnessed) {
            throw new Failure(ErrorCode.UNAVAILABLE, "no checkpoint has been witnessed yet");
        }
        return new Published(head.key(), head.size(), head.checkpoint());
    }

    /**
     * Hashes or entries.
     *
     * @return empty if the log is not as large
     */
    public Optional<byte[]> tile(Tile tile) {
        return database.transact(tx -> {
            LogTable table = new LogTable(tx);
            long size = table.head().orElseThrow().size();
            if (!isIn(tile, size)) {
                return Optional.empty();
            }
            return Optional.of(
                    tile.level() == Tile.ENTRIES
                            ? new EntryBundle(table.entries(tile.index() * Tile.WIDTH, tile.width())).bytes()
                            : LogTable.bytes(table.tile(tile)));
        });
    }

    private static boolean isIn(Tile tile, long size) {
        long there = tile.level() == Tile.ENTRIES ? size : size >>> (Tile.HEIGHT * tile.level());
        return tile.index() <= there / Tile.WIDTH && tile.index() * Tile.WIDTH + tile.width() <= there;
    }

    /** The record of a round, once it is public. */
    public Optional<byte[]> record(long index) {
        Instant closedBy = clock.instant().minus(publishAfter);
        return database.transact(tx -> new LogTable(tx).record(index, closedBy));
    }

    /** The bids of rounds, by the hash that records name. */
    public Optional<byte[]> book(Digest digest) {
        return database.transact(tx -> new LogTable(tx).book(digest));
    }

    /** That a job's newest round is in the published log. */
    public record Inclusion(Published published, byte[] entry, InclusionProof proof) {}

    /** Empty if no round of the job is published yet. */
    public Optional<Inclusion> inclusion(Digest jobId) {
        return database.transact(tx -> {
            Published published = published(tx);
            return new LogTable(tx)
                    .newest(jobId, published.size())
                    .map(placed -> new Inclusion(
                            published,
                            placed.entry(),
                            tree(tx, published.size()).inclusion(placed.index())));
        });
    }

    /** That a log begins with an older one. */
    public record Growth(Published published, ConsistencyProof proof) {}

    /** @param newerSize 0 for that of the published log */
    public Growth growth(long olderSize, long newerSize) {
        return database.transact(tx -> {
            Published published = published(tx);
            long head = new LogTable(tx).head().orElseThrow().size();
            long size = newerSize == 0 ? published.size() : newerSize;
            if (olderSize > size || size > head) {
                throw new Failure(ErrorCode.INVALID_REQUEST, "the log has " + head + " leaves");
            }
            return new Growth(published, tree(tx, size).consistency(olderSize));
        });
    }

    private static MerkleTree tree(Handle transaction, long size) {
        return new MerkleTree(new TiledHashes(size, new LogTable(transaction)::tile), size);
    }

    /** What waits is placed first, so that a market that ends leaves nothing behind. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        guarded(sequencer::run);
        witnessing.close();
    }
}
