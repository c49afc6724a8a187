package dev.assay.market.job;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Request;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables of jobs and events, inside one transaction. */
public record Jobs(Handle transaction) {

    private static final String COLUMNS = "id, requester, circuit_id, octet_length(input) AS input_size, opened_at,"
            + " deadline, soft_deadline, max_price_micros, tip_micros, fulfilment, execution, settlement, last_sequence,"
            + " fencing_token, attempts, relief_micros";

    private static final String UNFINISHED = "fulfilment IN ('ACCEPTED', 'AUCTION', 'ASSIGNED')";

    public Optional<Job> find(Digest id) {
        return one("SELECT " + COLUMNS + " FROM jobs WHERE id = :id", id);
    }

    /** The job, which nobody else changes until this transaction ends. */
    public Optional<Job> lock(Digest id) {
        return one("SELECT " + COLUMNS + " FROM jobs WHERE id = :id FOR UPDATE", id);
    }

    private Optional<Job> one(String sql, Digest id) {
        return transaction
                .createQuery(sql)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Job read(ResultSet row) throws SQLException {
        return new Job(
                Digest.of(row.getBytes("id")),
                Address.of(row.getBytes("requester")),
                Digest.of(row.getBytes("circuit_id")),
                row.getInt("input_size"),
                instant(row, "opened_at"),
                instant(row, "deadline"),
                instant(row, "soft_deadline"),
                row.getLong("max_price_micros"),
                row.getLong("tip_micros"),
                status(row),
                row.getLong("last_sequence"),
                row.getLong("fencing_token"),
                row.getInt("attempts"),
                row.getLong("relief_micros"));
    }

    private static Status status(ResultSet row) throws SQLException {
        return new Status(
                Fulfilment.valueOf(row.getString("fulfilment")),
                Execution.valueOf(row.getString("execution")),
                Settlement.valueOf(row.getString("settlement")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    /** The id of the job that the requester opened with this key. */
    Optional<Digest> opened(Address requester, String idempotencyKey) {
        return transaction
                .createQuery("SELECT id FROM jobs WHERE requester = :requester AND idempotency_key = :key")
                .bind("requester", requester)
                .bind("key", idempotencyKey)
                .mapTo(Digest.class)
                .findOne();
    }

    /** What the requester signed. */
    public SignedRequest request(Digest id) {
        return transaction
                .createQuery("SELECT requester, circuit_id, input_digest, deadline, soft_deadline, max_price_micros,"
                        + " tip_micros, nonce, idempotency_key, signature FROM jobs WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new SignedRequest(
                        new Request(
                                Address.of(row.getBytes("requester")),
                                Digest.of(row.getBytes("circuit_id")),
                                Digest.of(row.getBytes("input_digest")),
                                Assurance.PROOF,
                                instant(row, "deadline"),
                                instant(row, "soft_deadline"),
                                row.getLong("max_price_micros"),
                                row.getLong("tip_micros"),
                                Digest.of(row.getBytes("nonce")),
                                row.getString("idempotency_key")),
                        row.getBytes("signature")))
                .one();
    }

    public byte[] input(Digest id) {
        return transaction
                .createQuery("SELECT input FROM jobs WHERE id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one();
    }

    /** Writes the next event of a locked job and its status with it. */
    public JobEvent record(Job job, Status status, String code, String detail, Instant at) {
        JobEvent event = new JobEvent(job.lastSequence() + 1, at, status, code, detail);
        int changed = transaction
                .createUpdate("UPDATE jobs SET fulfilment = :fulfilment, execution = :execution,"
                        + " settlement = :settlement, last_sequence = :sequence"
                        + " WHERE id = :id AND last_sequence = :sequence - 1")
                .bind("fulfilment", status.fulfilment().name())
                .bind("execution", status.execution().name())
                .bind("settlement", status.settlement().name())
                .bind("sequence", event.sequence())
                .bind("id", job.id())
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("job " + job.id() + " was changed without its lock");
        }
        insert(job.id(), event);
        return event;
    }

    void insert(Digest jobId, JobEvent event) {
        transaction
                .createUpdate(
                        "INSERT INTO events (job_id, sequence, at, fulfilment, execution, settlement, code, detail)"
                                + " VALUES (:job, :sequence, :at, :fulfilment, :execution, :settlement, :code, :detail)")
                .bind("job", jobId)
                .bind("sequence", event.sequence())
                .bind("at", event.at())
                .bind("fulfilment", event.status().fulfilment().name())
                .bind("execution", event.status().execution().name())
                .bind("settlement", event.status().settlement().name())
                .bind("code", event.code())
                .bind("detail", event.detail())
                .execute();
    }

    /** The events from a sequence number on, the oldest first. */
    public List<JobEvent> events(Digest id, long fromSequence, int limit) {
        return transaction
                .createQuery("SELECT * FROM events WHERE job_id = :job AND sequence >= :from"
                        + " ORDER BY sequence LIMIT :limit")
                .bind("job", id)
                .bind("from", fromSequence)
                .bind("limit", limit)
                .map((row, context) -> new JobEvent(
                        row.getLong("sequence"),
                        instant(row, "at"),
                        status(row),
                        row.getString("code"),
                        row.getString("detail")))
                .list();
    }

    public JobEvent latestEvent(Job job) {
        return events(job.id(), job.lastSequence(), 1).getFirst();
    }

    /** A job's place in the line: those first that tip most and wait longest. */
    public record Place(long tipMicros, Instant openedAt, Digest id) {

        /** Before every job. */
        public static final Place FIRST =
                new Place(Long.MAX_VALUE, Instant.EPOCH, Digest.of(new byte[Digest.SIZE_BYTES]));
    }

    /** Jobs that wait for a node, in the order of their places, from behind the one given. */
    public List<Place> forSale(Place after, Instant now, int limit) {
        return transaction
                .createQuery("SELECT id, tip_micros, opened_at FROM jobs"
                        + " WHERE fulfilment IN ('ACCEPTED', 'AUCTION') AND deadline > :now"
                        + " AND (-tip_micros, opened_at, id) > (:tip, :opened, :id)"
                        + " ORDER BY -tip_micros, opened_at, id LIMIT :limit")
                .bind("now", now)
                .bind("tip", -after.tipMicros())
                .bind("opened", after.openedAt())
                .bind("id", after.id())
                .bind("limit", limit)
                .map((row, context) ->
                        new Place(row.getLong("tip_micros"), instant(row, "opened_at"), Digest.of(row.getBytes("id"))))
                .list();
    }

    /** Unfinished jobs whose time is over. */
    public List<Digest> overdue(Instant now, int limit) {
        return transaction
                .createQuery("SELECT id FROM jobs WHERE " + UNFINISHED
                        + " AND deadline <= :now ORDER BY deadline LIMIT :limit")
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(Digest.class)
                .list();
    }
}
