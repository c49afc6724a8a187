package dev.assay.market.transcript;

import dev.assay.market.store.Uuid7;
import dev.assay.verification.Digest;
import dev.assay.verification.transparency.Tile;
import dev.assay.verification.transparency.TileGrowth;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables of rounds, tiles and the log's head, inside one transaction. */
record LogTable(Handle transaction) {

    /** A round that has no index yet. */
    record Pending(UUID id, byte[] entry) {}

    /** A round's leaf and where it lies. */
    record Placed(long index, byte[] entry) {}

    void insert(Digest jobId, byte[] entry, byte[] record, Instant closedAt) {
        transaction
                .createUpdate("INSERT INTO rounds (id, job_id, entry, record, closed_at)"
                        + " VALUES (:id, :job, :entry, :record, :at)")
                .bind("id", Uuid7.at(closedAt))
                .bind("job", jobId)
                .bind("entry", entry)
                .bind("record", record)
                .bind("at", closedAt)
                .execute();
    }

    /** Many rounds have the same standing quotes: their book is kept once. */
    void insertBook(Digest digest, byte[] book) {
        transaction
                .createUpdate("INSERT INTO round_books (digest, book) VALUES (:digest, :book)"
                        + " ON CONFLICT (digest) DO NOTHING")
                .bind("digest", digest)
                .bind("book", book)
                .execute();
    }

    Optional<byte[]> book(Digest digest) {
        return transaction
                .createQuery("SELECT book FROM round_books WHERE digest = :digest")
                .bind("digest", digest)
                .mapTo(byte[].class)
                .findOne();
    }

    /** Whoever comes first names the key. */
    void insertHead(LogHead empty) {
        transaction
                .createUpdate("INSERT INTO log_head (id, log_key, size, checkpoint, witnessed_size)"
                        + " VALUES (1, :key, :size, :checkpoint, 0) ON CONFLICT (id) DO NOTHING")
                .bind("key", empty.key())
                .bind("size", empty.size())
                .bind("checkpoint", empty.checkpoint())
                .execute();
    }

    Optional<LogHead> head() {
        return head("SELECT * FROM log_head WHERE id = 1");
    }

    /** The head, unless another process holds it now: that one does the work. */
    Optional<LogHead> lockHead() {
        return head("SELECT * FROM log_head WHERE id = 1 FOR UPDATE SKIP LOCKED");
    }

    private Optional<LogHead> head(String sql) {
        return transaction
                .createQuery(sql)
                .map((row, context) -> new LogHead(
                        row.getString("log_key"),
                        row.getLong("size"),
                        row.getBytes("checkpoint"),
                        row.getLong("witnessed_size"),
                        Optional.ofNullable(row.getBytes("witnessed"))))
                .findOne();
    }

    void advance(long size, byte[] checkpoint) {
        transaction
                .createUpdate("UPDATE log_head SET size = :size, checkpoint = :checkpoint WHERE id = 1")
                .bind("size", size)
                .bind("checkpoint", checkpoint)
                .execute();
    }

    /** Never back to a smaller one. */
    void witnessed(long size, byte[] checkpoint) {
        transaction
                .createUpdate("UPDATE log_head SET witnessed_size = :size, witnessed = :checkpoint"
                        + " WHERE id = 1 AND witnessed_size <= :size")
                .bind("size", size)
                .bind("checkpoint", checkpoint)
                .execute();
    }

    List<Pending> pending(int limit) {
        return transaction
                .createQuery("SELECT id, entry FROM rounds WHERE leaf_index IS NULL ORDER BY id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> new Pending(row.getObject("id", UUID.class), row.getBytes("entry")))
                .list();
    }

    void place(List<Pending> rounds, long firstIndex) {
        PreparedBatch batch =
                transaction.prepareBatch("UPDATE rounds SET leaf_index = :index WHERE id = :id AND leaf_index IS NULL");
        for (int i = 0; i < rounds.size(); i++) {
            batch.bind("index", firstIndex + i).bind("id", rounds.get(i).id()).add();
        }
        if (Arrays.stream(batch.execute()).anyMatch(changed -> changed != 1)) {
            throw new IllegalStateException("a round was placed without the head's lock");
        }
    }

    /** As wide as asked for, of one that may have grown since. */
    List<Digest> tile(Tile tile) {
        byte[] hashes = transaction
                .createQuery("SELECT hashes FROM log_tiles WHERE level = :level AND tile = :tile")
                .bind("level", tile.level())
                .bind("tile", tile.index())
                .mapTo(byte[].class)
                .findOne()
                .orElse(new byte[0]);
        int wanted = tile.width() * Digest.SIZE_BYTES;
        if (hashes.length < wanted) {
            throw new IllegalStateException("the tile " + tile.path() + " has " + hashes.length + " bytes");
        }
        List<Digest> list = new ArrayList<>(tile.width());
        for (int at = 0; at < wanted; at += Digest.SIZE_BYTES) {
            list.add(Digest.of(Arrays.copyOfRange(hashes, at, at + Digest.SIZE_BYTES)));
        }
        return list;
    }

    void store(TileGrowth growth) {
        PreparedBatch batch = transaction.prepareBatch("INSERT INTO log_tiles (level, tile, hashes)"
                + " VALUES (:level, :tile, :hashes) ON CONFLICT (level, tile) DO UPDATE SET hashes = EXCLUDED.hashes");
        for (Map.Entry<Tile, List<Digest>> changed : growth.tiles().entrySet()) {
            batch.bind("level", changed.getKey().level())
                    .bind("tile", changed.getKey().index())
                    .bind("hashes", bytes(changed.getValue()))
                    .add();
        }
        batch.execute();
    }

    static byte[] bytes(List<Digest> hashes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(hashes.size() * Digest.SIZE_BYTES);
        hashes.forEach(hash -> out.writeBytes(hash.bytes()));
        return out.toByteArray();
    }

    List<byte[]> entries(long first, int count) {
        return transaction
                .createQuery("SELECT entry FROM rounds WHERE leaf_index >= :first AND leaf_index < :end"
                        + " ORDER BY leaf_index")
                .bind("first", first)
                .bind("end", first + count)
                .mapTo(byte[].class)
                .list();
    }

    /** Absent if there is no such round, or it closed later. */
    Optional<byte[]> record(long index, Instant closedBy) {
        return transaction
                .createQuery("SELECT record FROM rounds WHERE leaf_index = :index AND closed_at <= :by")
                .bind("index", index)
                .bind("by", closedBy)
                .mapTo(byte[].class)
                .findOne();
    }

    /** The job's newest round among the first leaves. */
    Optional<Placed> newest(Digest jobId, long treeSize) {
        return transaction
                .createQuery("SELECT leaf_index, entry FROM rounds WHERE job_id = :job AND leaf_index < :size"
                        + " ORDER BY leaf_index DESC LIMIT 1")
                .bind("job", jobId)
                .bind("size", treeSize)
                .map((row, context) -> new Placed(row.getLong("leaf_index"), row.getBytes("entry")))
                .findOne();
    }
}
