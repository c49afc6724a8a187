package dev.assay.market.lease;

import dev.assay.market.job.Execution;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Signed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables of leases and their bids, inside one transaction. */
public record LeaseTable(Handle transaction) {

    void insert(Lease lease) {
        transaction
                .createUpdate(
                        "INSERT INTO leases (token, job_id, node, role, price_micros, collateral_micros, awarded_at,"
                                + " due_at, promised_at, until) VALUES (:token, :job, :node, :role, :price, :collateral, :awarded,"
                                + " :due, :promised, :until)")
                .bind("token", lease.token())
                .bind("job", lease.jobId())
                .bind("node", lease.node())
                .bind("role", lease.role().name())
                .bind("price", lease.priceMicros())
                .bind("collateral", lease.collateralMicros())
                .bind("awarded", lease.awardedAt())
                .bind("due", lease.dueAt())
                .bind("promised", lease.promisedAt())
                .bind("until", lease.until())
                .execute();
        transaction
                .createUpdate("UPDATE jobs SET fencing_token = :token, hedges = hedges + :hedges WHERE id = :job")
                .bind("token", lease.token())
                .bind("hedges", lease.role() == Role.HEDGE ? 1 : 0)
                .bind("job", lease.jobId())
                .execute();
    }

    public void insertBids(long token, Collection<Signed<Bid>> bids) {
        PreparedBatch batch = transaction.prepareBatch(
                "INSERT INTO bids (token, node, price_micros, expected_millis, salt, signature)"
                        + " VALUES (:token, :node, :price, :expected, :salt, :signature)");
        for (Signed<Bid> bid : bids) {
            batch.bind("token", token)
                    .bind("node", bid.signer())
                    .bind("price", bid.statement().priceMicros())
                    .bind("expected", bid.statement().expectedMillis())
                    .bind("salt", bid.statement().salt())
                    .bind("signature", bid.signature())
                    .add();
        }
        batch.execute();
    }

    public Optional<Lease> find(long token) {
        return transaction
                .createQuery("SELECT * FROM leases WHERE token = :token")
                .bind("token", token)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** The leases under which a job is held now: none, the first one, or the first one and a hedge. */
    public List<Lease> live(Digest jobId) {
        return transaction
                .createQuery("SELECT * FROM leases WHERE job_id = :job AND ended_at IS NULL ORDER BY token")
                .bind("job", jobId)
                .map((row, context) -> read(row))
                .list();
    }

    private static Lease read(ResultSet row) throws SQLException {
        return new Lease(
                row.getLong("token"),
                Digest.of(row.getBytes("job_id")),
                Address.of(row.getBytes("node")),
                Role.valueOf(row.getString("role")),
                row.getLong("price_micros"),
                row.getLong("collateral_micros"),
                instant(row, "awarded_at").orElseThrow(),
                instant(row, "due_at").orElseThrow(),
                instant(row, "promised_at").orElseThrow(),
                instant(row, "until").orElseThrow(),
                instant(row, "accepted_at"),
                instant(row, "expected_at"),
                Execution.valueOf(row.getString("execution")),
                Optional.ofNullable(row.getString("end_code")),
                row.getLong("earned_micros"),
                row.getLong("slashed_micros"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** @return false if it was accepted or had ended before */
    boolean accept(Lease lease, Instant now, Instant until) {
        return transaction
                        .createUpdate("UPDATE leases SET accepted_at = :now, until = :until WHERE token = :token"
                                + " AND ended_at IS NULL AND accepted_at IS NULL")
                        .bind("now", now)
                        .bind("until", until)
                        .bind("token", lease.token())
                        .execute()
                == 1;
    }

    /** One more node has begun to work on the job. */
    void countAttempt(Digest jobId) {
        transaction
                .createUpdate("UPDATE jobs SET attempts = attempts + 1 WHERE id = :job")
                .bind("job", jobId)
                .execute();
    }

    void recordPhase(long token, Execution execution) {
        transaction
                .createUpdate("UPDATE leases SET execution = :execution WHERE token = :token")
                .bind("execution", execution.name())
                .bind("token", token)
                .execute();
    }

    void recordExpected(long token, Instant at) {
        transaction
                .createUpdate("UPDATE leases SET expected_at = :at WHERE token = :token")
                .bind("at", at)
                .bind("token", token)
                .execute();
    }

    /** The first holder is gone: who was to save the job from lateness has it alone. */
    void promote(Lease hedge) {
        transaction
                .createUpdate("UPDATE leases SET role = 'PRIMARY' WHERE token = :token")
                .bind("token", hedge.token())
                .execute();
    }

    /** @return false if it had ended before */
    boolean end(Lease lease, Ending ending, String code, long slashedMicros, Instant at) {
        return transaction
                        .createUpdate("UPDATE leases SET ended_at = :at, ending = :ending, end_code = :code,"
                                + " slashed_micros = :slashed WHERE token = :token AND ended_at IS NULL")
                        .bind("at", at)
                        .bind("ending", ending.name())
                        .bind("code", code)
                        .bind("slashed", slashedMicros)
                        .bind("token", lease.token())
                        .execute()
                == 1;
    }

    public void recordEarned(long token, long earnedMicros) {
        transaction
                .createUpdate("UPDATE leases SET earned_micros = :earned WHERE token = :token")
                .bind("earned", earnedMicros)
                .bind("token", token)
                .execute();
    }

    void addRelief(Digest jobId, long micros) {
        transaction
                .createUpdate("UPDATE jobs SET relief_micros = relief_micros + :micros WHERE id = :job")
                .bind("micros", micros)
                .bind("job", jobId)
                .execute();
    }

    /** Lets those accepted leases of the node live longer that have not ended, and returns their tokens. */
    Set<Long> extend(Address node, Collection<Long> tokens, Instant until) {
        return new HashSet<>(transaction
                .createQuery("UPDATE leases SET until = GREATEST(until, :until) WHERE node = :node"
                        + " AND ended_at IS NULL AND accepted_at IS NOT NULL AND token = ANY(:tokens) RETURNING token")
                .bind("until", until)
                .bind("node", node)
                .bindArray("tokens", Long.class, tokens.toArray())
                .mapTo(Long.class)
                .list());
    }

    /** Nobody could say that it lives while there was no market to say it to. */
    void extendAll(Instant until) {
        transaction
                .createUpdate("UPDATE leases SET until = GREATEST(until, :until) WHERE ended_at IS NULL")
                .bind("until", until)
                .execute();
    }

    /** Nobody heard of the node's leases any more: they end soon unless it comes back. */
    void shorten(Address node, Instant until) {
        transaction
                .createUpdate("UPDATE leases SET until = LEAST(until, :until) WHERE node = :node AND ended_at IS NULL")
                .bind("until", until)
                .bind("node", node)
                .execute();
    }

    List<Lease> runOut(Instant now, int limit) {
        return transaction
                .createQuery(
                        "SELECT * FROM leases WHERE ended_at IS NULL AND until <= :now ORDER BY until LIMIT :limit")
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** How many leases each node holds. */
    Map<Address, Integer> held() {
        Map<Address, Integer> held = new HashMap<>();
        transaction
                .createQuery("SELECT node, count(*) AS held FROM leases WHERE ended_at IS NULL GROUP BY node")
                .map((row, context) -> held.put(Address.of(row.getBytes("node")), row.getInt("held")))
                .forEach(ignored -> {});
        return held;
    }

    int held(Address node) {
        return transaction
                .createQuery("SELECT count(*) FROM leases WHERE node = :node AND ended_at IS NULL")
                .bind("node", node)
                .mapTo(Integer.class)
                .one();
    }

    /** The nodes that had the job before. */
    Set<Address> hadBefore(Digest jobId) {
        return new HashSet<>(transaction
                .createQuery("SELECT DISTINCT node FROM leases WHERE job_id = :job AND ended_at IS NOT NULL")
                .bind("job", jobId)
                .mapTo(Address.class)
                .list());
    }

    /** The job of the node's last lease that ended by its fault. */
    Optional<Digest> lastFailed(Address node) {
        return transaction
                .createQuery("SELECT job_id FROM leases WHERE node = :node AND ended_at IS NOT NULL"
                        + " AND ending NOT IN ('PAID', 'NOT_NEEDED', 'CANCELLED', 'INPUT_REJECTED', 'MARKET_FAULT')"
                        + " ORDER BY ended_at DESC LIMIT 1")
                .bind("node", node)
                .mapTo(Digest.class)
                .findOne();
    }

    /** A lease and what its job wants of it. */
    record Watched(Lease lease, Instant softDeadline, Instant deadline) {}

    /** First leases that are worked on without a hedge, of jobs that were not hedged that often yet. */
    List<Watched> unhedged(int maxHedges, Instant now) {
        return transaction
                .createQuery("SELECT l.*, j.soft_deadline, j.deadline FROM leases l JOIN jobs j ON j.id = l.job_id"
                        + " WHERE l.ended_at IS NULL AND l.role = 'PRIMARY' AND l.accepted_at IS NOT NULL"
                        + " AND j.hedges < :hedges AND j.deadline > :now AND NOT EXISTS (SELECT 1 FROM leases h"
                        + " WHERE h.job_id = l.job_id AND h.role = 'HEDGE' AND h.ended_at IS NULL)")
                .bind("hedges", maxHedges)
                .bind("now", now)
                .map((row, context) -> new Watched(
                        read(row),
                        instant(row, "soft_deadline").orElseThrow(),
                        instant(row, "deadline").orElseThrow()))
                .list();
    }
}
